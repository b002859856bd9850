package dev.airelay.platform.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.airelay.access.Role;
import dev.airelay.access.Session;
import dev.airelay.access.Sessions;
import dev.airelay.access.SigningKeys;
import dev.airelay.secret.Secret;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import java.util.function.Supplier;

/// Sessions as JSON web tokens, signed with HMAC-SHA-256 (`HS256`) and nothing else.
///
/// Claims: `iss` (`ai-relay`), `sub` (user id), `role` (lower case), `sid` (the sign-in, where the
/// session ends with it), `iat` and `exp` (https://www.rfc-editor.org/rfc/rfc7519#section-4.1, read
/// 2026-11-21). The header's `kid` names the key. The algorithm is fixed here and never taken from
/// the token (https://www.rfc-editor.org/rfc/rfc8725#section-3.1, read 2026-11-21).
public final class JwtSessions implements Sessions {
    private static final String ISSUER = "ai-relay";
    private static final String ROLE = "role";
    private static final String SIGN_IN = "sid";
    private static final int LONGEST_TOKEN = 4_096;

    private final Supplier<Secret> keys;
    private final InstantSource clock;

    /// @param keys the secret that [SigningKeys] describes; asked at each call, expected to
    ///   remember
    public JwtSessions(Supplier<Secret> keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Secret issue(Session session, Duration lifetime) {
        var signing = SigningKeys.read(keys.get());
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .subject(session.userId())
                        .claim(ROLE, name(session.role()))
                        .claim(SIGN_IN, session.signInId().isEmpty() ? null : session.signInId())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(lifetime)))
                        .build();
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(signing.current()).build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new MACSigner(signing.key(signing.current()).orElseThrow()));
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
        return new Secret(token.serialize());
    }

    @Override
    public Optional<Session> verify(Secret token) {
        if (token.reveal().length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        try {
            var read = SignedJWT.parse(token.reveal());
            return isOurs(read) ? session(read.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    private boolean isOurs(SignedJWT token) throws JOSEException {
        String id = token.getHeader().getKeyID();
        if (id == null || !JWSAlgorithm.HS256.equals(token.getHeader().getAlgorithm())) {
            return false;
        }
        Optional<byte[]> key = SigningKeys.read(keys.get()).key(id);
        return key.isPresent() && token.verify(new MACVerifier(key.get()));
    }

    private Optional<Session> session(JWTClaimsSet claims) throws ParseException {
        Date end = claims.getExpirationTime();
        String user = claims.getSubject();
        String role = claims.getStringClaim(ROLE);
        String signIn = claims.getStringClaim(SIGN_IN);
        boolean valid =
                ISSUER.equals(claims.getIssuer())
                        && end != null
                        && clock.instant().isBefore(end.toInstant())
                        && user != null
                        && !user.isEmpty();
        return valid
                ? Arrays.stream(Role.values())
                        .filter(one -> name(one).equals(role))
                        .findAny()
                        .map(one -> new Session(user, one, signIn == null ? "" : signIn))
                : Optional.empty();
    }

    private static String name(Role role) {
        return switch (role) {
            case SUPER_ADMIN -> "super_admin";
            case ADMIN -> "admin";
            case USER -> "user";
        };
    }
}
