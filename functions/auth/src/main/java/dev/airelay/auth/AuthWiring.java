package dev.airelay.auth;

import dev.airelay.access.AnnouncingOwnedKeyStore;
import dev.airelay.access.KeyHasher;
import dev.airelay.access.OwnKeys;
import dev.airelay.access.OwnedKeyStore;
import dev.airelay.http.Handler;
import dev.airelay.identity.AnnouncingMemberStore;
import dev.airelay.identity.Lifetimes;
import dev.airelay.identity.LiveSessions;
import dev.airelay.identity.Members;
import dev.airelay.identity.Registering;
import dev.airelay.identity.SigningIn;
import dev.airelay.platform.api.ApiDoor;
import dev.airelay.platform.api.Cursors;
import dev.airelay.platform.api.Routes;
import dev.airelay.platform.backbone.Backbone;
import dev.airelay.platform.dynamodb.DynamoMemberStore;
import dev.airelay.platform.dynamodb.DynamoOwnedKeyStore;
import dev.airelay.platform.dynamodb.DynamoPolicyStore;
import dev.airelay.platform.dynamodb.DynamoSignInStore;
import dev.airelay.platform.identity.JwtSessions;
import dev.airelay.platform.passwords.Argon2Passwords;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/// The routes over their stores.
public final class AuthWiring implements AutoCloseable {
    /// Four of 19 MiB fit into the smallest function that makes sense; a Lambda environment looks
    /// at one at a time anyway.
    private static final int PASSWORDS_AT_ONCE = 4;

    private static final Duration PASSWORD_PATIENCE = Duration.ofSeconds(15);

    private final Backbone backbone;
    private final Registering registering;
    private final Routes routes;
    private final Handler door;

    public AuthWiring(AuthSettings settings) {
        InstantSource clock = InstantSource.system();
        // On Linux it reads the system's own source at each call: a snapshot freezes nothing of it.
        var random = new SecureRandom();
        backbone = new Backbone(settings.backbone(), clock, random);
        var stored = new DynamoMemberStore(backbone.dynamo(), backbone.tables());
        var members = new AnnouncingMemberStore(stored, backbone.gate().revisions());
        var signIns = new DynamoSignInStore(backbone.dynamo(), backbone.tables());
        var policies = new DynamoPolicyStore(backbone.dynamo(), backbone.tables());
        var hasher = new KeyHasher(backbone.secret(settings.secrets().hash()));
        var passwords = new Argon2Passwords(random, PASSWORDS_AT_ONCE, PASSWORD_PATIENCE);
        var keys = backbone.renewedSecret(settings.secrets().signing());
        var sessions = new LiveSessions(new JwtSessions(keys, clock), signIns, clock);
        var wrongPasswords = backbone.guesses(SigningIn.LIMITS);
        registering =
                new Registering(
                        new Registering.Ports(
                                members,
                                stored,
                                policies,
                                passwords,
                                hasher,
                                backbone.secret(settings.secrets().setupCode()),
                                backbone.guesses(Registering.LIMITS)),
                        clock,
                        random);
        var signing =
                new SigningIn(
                        new SigningIn.Ports(
                                members, signIns, sessions, passwords, hasher, wrongPasswords),
                        Lifetimes.USUAL,
                        clock,
                        random);
        var account = new Members(members, signIns, passwords, wrongPasswords, clock);
        var ownKeys = new OwnKeys(ownedKeys(), hasher, clock, random);
        routes =
                AuthRoutes.of(
                        new AuthRoutes.Actions(
                                new RegistrationActions(registering, policies),
                                new SignInActions(signing, new RefreshCookie(settings.plainHttp())),
                                new AccountActions(account),
                                new KeyActions(ownKeys, account)));
        door = new ApiDoor(routes, sessions, new Cursors(keys));
    }

    private OwnedKeyStore ownedKeys() {
        return new AnnouncingOwnedKeyStore(
                new DynamoOwnedKeyStore(backbone.dynamo(), backbone.tables()),
                backbone.gate().revisions());
    }

    /// What it answers, for the document of the API.
    public Routes routes() {
        return routes;
    }

    /// Answers every request, for whichever edge carries it.
    public Handler door() {
        return door;
    }

    /// For who makes the first user without HTTP.
    public Registering registering() {
        return registering;
    }

    @Override
    public void close() {
        backbone.close();
    }
}
