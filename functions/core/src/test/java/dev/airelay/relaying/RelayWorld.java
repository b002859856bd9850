package dev.airelay.relaying;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.access.AddressRange;
import dev.airelay.access.AnnouncingKeyStore;
import dev.airelay.access.Grant;
import dev.airelay.access.KeyHasher;
import dev.airelay.access.KeyStore;
import dev.airelay.access.KeyText;
import dev.airelay.access.MemoryKeyStore;
import dev.airelay.access.RelayKey;
import dev.airelay.access.User;
import dev.airelay.dialect.TokenCounter;
import dev.airelay.failure.StoreException;
import dev.airelay.health.ChannelBoard;
import dev.airelay.http.AllowedOrigins;
import dev.airelay.http.Cancellation;
import dev.airelay.limit.Limits;
import dev.airelay.money.Nanos;
import dev.airelay.pricing.Assumptions;
import dev.airelay.pricing.UnpricedPolicy;
import dev.airelay.quota.Admission;
import dev.airelay.quota.AdmissionRequest;
import dev.airelay.quota.Estimate;
import dev.airelay.quota.FakeFunds;
import dev.airelay.quota.FakeGate;
import dev.airelay.quota.Holder;
import dev.airelay.secret.Secret;
import dev.airelay.time.FakeAlarms;
import dev.airelay.upstream.ChannelPolicy;
import dev.airelay.upstream.ChannelStore;
import dev.airelay.upstream.Kind;
import dev.airelay.upstream.Rank;
import dev.airelay.usage.Attempt;
import dev.airelay.usage.UsageRecord;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/// The relay, wired as in production, among fakes: one user with one key, and channels as a test
/// wants them.
///
/// Closing it checks what must hold after every request, whatever happened: each upstream answer is
/// closed, each client has got one end, the books add up, and no secret went where it does not
/// belong.
public final class RelayWorld extends RoutedWorld implements AutoCloseable {
    /// For upstream texts that no client may see.
    public static final String MARKER = "ORG-SECRET-MARKER";

    private static final Duration TIME_LIMIT = Duration.ofMinutes(5);

    private final ScriptedUpstream upstream = new ScriptedUpstream();
    private final LogCapture log = new LogCapture();
    private final List<RecordedReply> replies = new ArrayList<>();
    private final List<String> mustStayHome = new ArrayList<>(List.of(MARKER));
    private final FakeFunds funds = new FakeFunds();
    private final FakeGate gate;
    private final Books books;
    private final AnnouncingKeyStore keys;
    private final KeyHasher hasher;
    private final RelayWiring wiring;
    private final String keyText;
    private User user;
    private RelayKey key;
    private volatile Instant now = Instant.parse("2026-11-21T00:00:00Z");
    private final FakeAlarms alarms = new FakeAlarms(() -> now);
    private final List<Duration> pauses = new ArrayList<>();
    private Runnable afterPause = () -> {};
    private boolean keysAway;
    private boolean channelsAway;

    /// Everything without a price is free.
    public RelayWorld() {
        this(UnpricedPolicy.FREE);
    }

    public RelayWorld(UnpricedPolicy unpriced) {
        this(unpriced, "*");
    }

    /// @param origins of the web pages that may use it, as the setting names them
    public RelayWorld(UnpricedPolicy unpriced, String origins) {
        var random = new SplittableRandom(7);
        gate = new FakeGate(() -> now, funds);
        books = new Books(gate);
        keys = new AnnouncingKeyStore(new MemoryKeyStore(), gate);
        hasher = new KeyHasher(() -> new Secret("pepper"));
        keyText = KeyText.issue(random).reveal();
        mustStayHome.add(keyText);
        user = keys.save(new User("u1", "Ann", true, Limits.NONE, User.EVERY_GROUP, 0));
        key = keys.save(key("k1", user, keyText, Grant.ALL, Limits.NONE));
        wiring =
                new RelayWiring(
                        new RelayWiring.Stores(
                                unless(() -> keysAway, KeyStore.class, keys),
                                routes(unless(() -> channelsAway, ChannelStore.class, channels())),
                                books),
                        new RelayWiring.Guards(
                                books,
                                gate.board(),
                                hasher,
                                vault(),
                                unpriced,
                                AllowedOrigins.parse(origins),
                                Assumptions.USUAL),
                        new RelayWiring.Surroundings(
                                upstream,
                                TokenCounter.NONE,
                                () -> now,
                                this::ticks,
                                alarms,
                                this::pause,
                                random,
                                Runnable::run));
    }

    /// The same port, but it throws what an absent store does while `away` says so.
    private static <T> T unless(BooleanSupplier away, Class<T> port, T target) {
        return port.cast(
                Proxy.newProxyInstance(
                        port.getClassLoader(),
                        new Class<?>[] {port},
                        (_, method, arguments) -> {
                            if (away.getAsBoolean()) {
                                throw new StoreException("away", new IllegalStateException());
                            }
                            return method.invoke(target, arguments);
                        }));
    }

    private long ticks() {
        return Duration.between(Instant.EPOCH, now).toNanos();
    }

    private RelayKey key(Grant grant, Limits limits) {
        return key(key.id(), user, keyText, grant, limits);
    }

    private RelayKey key(String id, User owner, String text, Grant grant, Limits limits) {
        return new RelayKey(
                id,
                owner.id(),
                hasher.hash(new Secret(text)),
                text.substring(text.length() - 4),
                "laptop",
                true,
                Instant.MAX,
                grant,
                limits,
                0);
    }

    /// Another user, with a key of its own.
    ///
    /// @return the key's text
    String another(String userId) {
        String text = KeyText.issue(new SplittableRandom(userId.hashCode())).reveal();
        mustStayHome.add(text);
        User other = keys.save(new User(userId, userId, true, Limits.NONE, User.EVERY_GROUP, 0));
        keys.save(key("k-" + userId, other, text, Grant.ALL, Limits.NONE));
        return text;
    }

    public ScriptedUpstream upstream() {
        return upstream;
    }

    public String keyText() {
        return keyText;
    }

    public String logged() {
        return log.text();
    }

    Books books() {
        return books;
    }

    /// The record of the only request so far.
    public UsageRecord usage() {
        assertEquals(1, books.records().size(), "records");
        return books.records().getFirst();
    }

    public void keysAreAway() {
        keysAway = true;
    }

    public void channelsAreAway() {
        channelsAway = true;
    }

    /// Time passes, and alarms ring on their way.
    public void pass(Duration time) {
        Instant until = now.plus(time);
        for (var next = alarms.next();
                next.isPresent() && !next.get().isAfter(until);
                next = alarms.next()) {
            now = next.get().isAfter(now) ? next.get() : now;
            alarms.ring();
        }
        now = until;
    }

    private void pause(Duration length, Cancellation cancellation) {
        pauses.add(length);
        pass(length);
        afterPause.run();
    }

    /// Happens at the end of the relay's next waits.
    void afterPause(Runnable action) {
        afterPause = action;
    }

    Instant now() {
        return now;
    }

    /// How long the relay has waited, each time.
    List<Duration> pauses() {
        return pauses;
    }

    @Override
    void routesChanged() {
        gate.routesChanged();
    }

    ChannelBoard board() {
        return gate.board();
    }

    /// The key may use this group only.
    public void bindKey(String group) {
        var grant = new Grant(Set.of(), List.of(), group);
        key = keys.save(key(grant, key.limits()).withRevision(key.revision()));
    }

    /// The key is filed under this project.
    void fileKey(String project) {
        var grant = new Grant(Set.of(), List.of(), "", project);
        key = keys.save(key(grant, key.limits()).withRevision(key.revision()));
    }

    public void enableKey(boolean enabled) {
        key = keys.save(key.withEnabled(enabled));
    }

    public void limitKey(Limits limits) {
        key = keys.save(key(key.grant(), limits).withRevision(key.revision()));
    }

    public void allowKeyOnly(String... models) {
        key = keys.save(key(Grant.of(Set.of(models)), key.limits()).withRevision(key.revision()));
    }

    public void allowKeyFrom(String range) {
        var grant = new Grant(Set.of(), List.of(AddressRange.parse(range)), "");
        key = keys.save(key(grant, key.limits()).withRevision(key.revision()));
    }

    /// The key's group, and what it pays of the list price.
    public void groupKey(String group, String multiplier) {
        groupOfAll(group, multiplier);
        var grant = new Grant(Set.of(), List.of(), group);
        key = keys.save(key(grant, key.limits()).withRevision(key.revision()));
    }

    /// Two channels of this policy that are asked once: `second` only when `first` fails.
    void twoChannels(ChannelPolicy policy) {
        ChannelPolicy once = policy.withMaxRetry(0);
        channel("first", Kind.OPENAI, 1, c -> c.withRank(new Rank(1, 1)).withPolicy(once));
        channel("second", Kind.OPENAI, 1, c -> c.withPolicy(once));
    }

    /// What [#twoChannels] answer.
    void expect(Script first, Script... second) {
        upstream().expect("first.test", first);
        upstream().expect("second.test", second);
    }

    /// How each attempt of the only request so far ended.
    List<String> failures() {
        return usage().attempts().stream().map(Attempt::failure).toList();
    }

    /// What the user owns.
    public void balance(long nanos) {
        funds.balance(user.id(), nanos);
    }

    /// What the user could spend now.
    public long available() {
        var probe =
                new AdmissionRequest(
                        "probe",
                        new Holder(user.id(), 99, Limits.NONE, key.id(), 99, Limits.NONE),
                        "",
                        new Estimate(0, new Nanos(1L << 60)),
                        TIME_LIMIT);
        return ((Admission.OutOfFunds) gate.admit(probe)).available().value();
    }

    public void disableUser() {
        user =
                keys.save(
                        new User(
                                user.id(),
                                user.name(),
                                false,
                                user.limits(),
                                user.groups(),
                                user.revision()));
    }

    /// The groups that the user's unbound keys may choose.
    public void allowGroups(String... groups) {
        user =
                keys.save(
                        new User(
                                user.id(),
                                user.name(),
                                user.enabled(),
                                user.limits(),
                                Set.of(groups),
                                user.revision()));
    }

    /// A request without a key.
    public Asking ask(String method, String path) {
        return new Asking(
                wiring.handler(),
                replies::add,
                new Cancellation(now.plus(TIME_LIMIT)),
                method,
                path);
    }

    /// A `POST` with the key.
    public Asking post(String path, String body) {
        return ask("POST", path)
                .bearer(keyText)
                .header("content-type", "application/json")
                .body(body);
    }

    @Override
    public void close() {
        log.close();
        assertEquals(0, upstream.open(), "upstream answers left open");
        assertEquals(0, upstream.unused(), "scripts that nobody called for");
        assertEquals(0, alarms.waiting(), "alarms left on");
        books.mustAddUp();
        for (RecordedReply reply : replies) {
            assertTrue(
                    reply.ended() ^ (reply.torn() || !reply.failedWith().isEmpty()),
                    "one end: " + reply.status());
        }
        mustStayHome.addAll(secrets());
        mustStayHome.forEach(this::mustStayHome);
    }

    private void mustStayHome(String secret) {
        replies.forEach(reply -> assertFalse(reply.everything().contains(secret), "to a client"));
        assertFalse(log.text().contains(secret), "into the log");
        books.records()
                .forEach(row -> assertFalse(row.toString().contains(secret), "into a record"));
        if (!secret.equals(MARKER)) {
            books.records().stream()
                    .flatMap(row -> row.attempts().stream())
                    .forEach(one -> assertFalse(one.detail().contains(secret), "into an attempt"));
        }
        upstream.received()
                .forEach(call ->
                        assertFalse(
                                (call.uri() + " " + call.headers().asMap()).contains(keyText),
                                "the client's key to an upstream"));
    }
}
