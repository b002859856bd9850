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
import dev.airelay.catalog.MemoryModelStore;
import dev.airelay.catalog.Model;
import dev.airelay.dialect.TokenCounter;
import dev.airelay.failure.StoreException;
import dev.airelay.health.ChannelBoard;
import dev.airelay.http.Lifeline;
import dev.airelay.limit.Limits;
import dev.airelay.money.Nanos;
import dev.airelay.pricing.MemoryPriceStore;
import dev.airelay.pricing.Multiplier;
import dev.airelay.pricing.Price;
import dev.airelay.pricing.Rates;
import dev.airelay.pricing.Tier;
import dev.airelay.pricing.Unpriced;
import dev.airelay.quota.Admission;
import dev.airelay.quota.Ask;
import dev.airelay.quota.Estimate;
import dev.airelay.quota.FakeFunds;
import dev.airelay.quota.FakeGate;
import dev.airelay.quota.Holder;
import dev.airelay.routing.RouteStores;
import dev.airelay.secret.FakeVault;
import dev.airelay.secret.Sealed;
import dev.airelay.secret.Secret;
import dev.airelay.time.FakeAlarms;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.ChannelStore;
import dev.airelay.upstream.Conduct;
import dev.airelay.upstream.Group;
import dev.airelay.upstream.Kind;
import dev.airelay.upstream.MemoryChannelStore;
import dev.airelay.upstream.MemoryGroupStore;
import dev.airelay.upstream.Offer;
import dev.airelay.upstream.Place;
import dev.airelay.upstream.Standing;
import dev.airelay.upstream.Target;
import dev.airelay.upstream.UpstreamKey;
import dev.airelay.usage.UsageRecord;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The relay, wired as in production, among fakes: one user with one key, and channels as a test
/// wants them.
///
/// Closing it checks what must hold after every request, whatever happened: each upstream answer is
/// closed, each client has got one end, the books add up, and no secret went where it does not
/// belong.
public final class RelayWorld implements AutoCloseable {
    /// For upstream texts that no client may see.
    public static final String MARKER = "ORG-SECRET-MARKER";

    private static final Duration TIME_LIMIT = Duration.ofMinutes(5);

    private final ScriptedUpstream upstream = new ScriptedUpstream();
    private final FakeVault vault = new FakeVault();
    private final FakeVault elsewhere = new FakeVault();
    private final LogCapture log = new LogCapture();
    private final List<RecordedReply> replies = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>(List.of(MARKER));
    private final MemoryChannelStore channels = new MemoryChannelStore();
    private final MemoryGroupStore groups = new MemoryGroupStore();
    private final MemoryModelStore models = new MemoryModelStore();
    private final MemoryPriceStore prices = new MemoryPriceStore();
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
        this(Unpriced.FREE);
    }

    public RelayWorld(Unpriced unpriced) {
        var random = new SplittableRandom(7);
        gate = new FakeGate(() -> now, funds);
        books = new Books(gate);
        keys = new AnnouncingKeyStore(new MemoryKeyStore(), gate);
        hasher = new KeyHasher(() -> new Secret("pepper"));
        keyText = KeyText.issue(random).reveal();
        secrets.add(keyText);
        user = keys.save(new User("u1", "Ann", true, Limits.NONE, 0));
        key = keys.save(key(Grant.ALL, Limits.NONE));
        wiring =
                new RelayWiring(
                        new RelayWiring.Stores(
                                unless(() -> keysAway, KeyStore.class, keys),
                                new RouteStores(
                                        unless(() -> channelsAway, ChannelStore.class, channels),
                                        groups,
                                        models,
                                        prices),
                                books),
                        new RelayWiring.Guards(books, gate.board(), hasher, vault, unpriced),
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
        return new RelayKey(
                "k1",
                user.id(),
                hasher.hash(new Secret(keyText)),
                keyText.substring(keyText.length() - 4),
                "laptop",
                true,
                Instant.MAX,
                grant,
                limits,
                0);
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

    private void pause(Duration length, Lifeline lifeline) {
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

    ChannelBoard board() {
        return gate.board();
    }

    /// A channel of the highest priority that serves every model; its host is `<id>.test`.
    public void channel(String id, Kind kind) {
        channel(id, kind, 0, Map.of());
    }

    public void channel(String id, Kind kind, int priority, Map<String, String> mapping) {
        channel(id, id, kind, Set.of("*"), priority, mapping);
    }

    public void channel(
            String id,
            String name,
            Kind kind,
            Set<String> models,
            int priority,
            Map<String, String> mapping) {
        save(id, name, kind, models, priority, mapping, vault);
    }

    /// A channel made from the usual one, with so many keys called `1`, `2`, …
    public void channel(String id, Kind kind, int keys, UnaryOperator<Channel> change) {
        var sealed = new ArrayList<UpstreamKey>();
        for (int i = 1; i <= keys; i++) {
            sealed.add(new UpstreamKey(Integer.toString(i), seal(id + "-" + i, id, vault)));
        }
        Channel usual =
                Channel.of(
                        id,
                        kind,
                        URI.create("https://" + id + ".test"),
                        sealed.getFirst().sealed());
        var target = usual.target();
        channels.save(
                change.apply(
                        usual.withTarget(
                                new Target(
                                        target.kind(),
                                        target.provider(),
                                        target.baseUrl(),
                                        sealed))));
        gate.routesChanged();
    }

    /// A group with these channels, the first tried first.
    public void group(String slug, String... members) {
        var priorities = new HashMap<String, Integer>();
        for (String member : members) {
            priorities.put(member, -priorities.size());
        }
        groups.save(new Group(slug, slug, priorities, 0));
        gate.routesChanged();
    }

    /// What a name stands for.
    public void model(String name, String target, String... fallbacks) {
        models.save(new Model(name, target, List.of(fallbacks), 0));
        gate.routesChanged();
    }

    /// The key may use this group only.
    public void bindKey(String group) {
        var grant = new Grant(Set.of(), List.of(), group);
        key = keys.save(key(grant, key.limits()).withRevision(key.revision()));
    }

    private Sealed seal(String name, String channelId, FakeVault sealer) {
        String secret = "sk-upstream-of-" + name + "-0123456789";
        secrets.add(secret);
        return sealer.seal(new Secret(secret), Channel.identity(channelId));
    }

    /// A channel whose key this deployment cannot open.
    public void lockedChannel(String id, Kind kind, int priority) {
        save(id, id, kind, Set.of("*"), priority, Map.of(), elsewhere);
    }

    private void save(
            String id,
            String name,
            Kind kind,
            Set<String> models,
            int priority,
            Map<String, String> mapping,
            FakeVault sealer) {
        channels.save(
                Channel.of(
                                id,
                                kind,
                                URI.create(
                                        "https://"
                                                + id
                                                + ".test"
                                                + (kind == Kind.OPENAI ? "/v1" : "")),
                                seal(id, id, sealer))
                        .withName(name)
                        .withOffer(new Offer(models, mapping))
                        .withPlace(new Place(priority, 1))
                        .withConduct(Conduct.USUAL.withMaxRetry(0)));
        gate.routesChanged();
    }

    public void disableChannels() {
        for (Channel channel : channels.all()) {
            channels.save(channel.withStanding(Standing.DISABLED));
        }
        gate.routesChanged();
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
        prices.setMultiplier(group, Multiplier.of(multiplier));
        var members = channels.all().stream().collect(Collectors.toMap(Channel::id, _ -> 0));
        groups.save(new Group(group, group, members, 0));
        var grant = new Grant(Set.of(), List.of(), group);
        key = keys.save(key(grant, key.limits()).withRevision(key.revision()));
        gate.routesChanged();
    }

    /// What a million tokens cost with a provider, from the beginning of time.
    public void price(String provider, String model, String input, String output) {
        var in = Nanos.ofDollars(input);
        prices.add(
                List.of(
                        new Price(
                                provider,
                                model,
                                Instant.EPOCH,
                                List.of(
                                        new Tier(
                                                0,
                                                new Rates(
                                                        in, in, in, in, Nanos.ofDollars(output)))),
                                Nanos.ZERO,
                                Nanos.ZERO,
                                "")));
        gate.routesChanged();
    }

    /// What the user owns.
    public void balance(long nanos) {
        funds.balance(user.id(), nanos);
    }

    /// What the user could spend now.
    public long available() {
        var probe =
                new Ask(
                        "probe",
                        new Holder(user.id(), 99, Limits.NONE, key.id(), 99, Limits.NONE),
                        "",
                        new Estimate(0, new Nanos(1L << 60)),
                        TIME_LIMIT);
        return ((Admission.OutOfFunds) gate.admit(probe)).available().value();
    }

    public void disableUser() {
        user = keys.save(new User(user.id(), user.name(), false, user.limits(), user.revision()));
    }

    /// A request without a key.
    public Asking ask(String method, String path) {
        return new Asking(
                wiring.handler(), replies::add, new Lifeline(now.plus(TIME_LIMIT)), method, path);
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
        secrets.forEach(this::mustStayHome);
    }

    private void mustStayHome(String secret) {
        replies.forEach(reply -> assertFalse(reply.everything().contains(secret), "to a client"));
        assertFalse(log.text().contains(secret), "into the log");
        books.records()
                .forEach(row -> assertFalse(row.toString().contains(secret), "into a record"));
        upstream.received()
                .forEach(call ->
                        assertFalse(
                                (call.uri() + " " + call.headers().asMap()).contains(keyText),
                                "the client's key to an upstream"));
    }
}
