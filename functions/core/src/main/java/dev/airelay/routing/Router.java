package dev.airelay.routing;

import dev.airelay.health.HealthSnapshot;
import dev.airelay.health.HealthView;
import dev.airelay.health.RestTarget;
import dev.airelay.routing.Routes.Member;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.ChannelStatus;
import dev.airelay.upstream.Kind;
import dev.airelay.upstream.UpstreamKey;
import dev.airelay.usage.Skip;
import dev.airelay.usage.Skip.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Puts the channels that may serve a request into the order in which they are tried.
///
/// For the model that is meant, then for each fallback: channels of which neither the model nor all
/// keys rest before the others; the highest priority first; among equals a draw by weight × health,
/// without replacement. A conversation draws by weight alone, and always the same, so that it finds
/// its prompt cache again; channels that are slow or fail often stand behind the others of their
/// priority for it. Pure but for the generator that is handed in.
public final class Router {
    /// Less than this, and a conversation goes elsewhere.
    private static final double POOR = 0.5;

    /// Slow is what takes so much longer than the fastest of its priority, and longer than the
    /// least that people notice.
    private static final double SLOW_FACTOR = 3;

    private static final double NOTICED_MILLIS = 1_500;
    private static final double LEAST_SHARE = 0.01;

    private Router() {}

    public static Plan plan(
            Routes routes,
            RouteQuery query,
            HealthSnapshot healths,
            Instant now,
            RandomGenerator random) {
        var round =
                new Round(
                        routes,
                        query,
                        healths,
                        now,
                        new WeightedDraw(query.conversation(), random));
        List<String> chain = routes.chain(query.model());
        for (String model : chain) {
            round.look(model, model.equals(chain.getFirst()) || query.allows().test(model));
        }
        return new Plan(round.choices, round.skips, round.known, round.pause());
    }

    /// The channels that serve a model or one of its fallbacks and are switched on, each with the
    /// model that it would serve, in no particular order.
    ///
    /// @param kinds of channels that can be asked
    public static List<Choice> candidates(
            Routes routes, Set<Kind> kinds, String model, String group) {
        return routes.chain(model).stream()
                .flatMap(one ->
                        routes.members(group).stream()
                                .map(Member::channel)
                                .filter(channel ->
                                        channel.enabled()
                                                && kinds.contains(channel.kind())
                                                && channel.serves(one))
                                .map(channel ->
                                        new Choice(channel, one, channel.target().keys(), false)))
                .toList();
    }

    /// A choice with what decides about its place.
    private record Ranked(Choice choice, boolean rests, int priority, boolean poor, double draw) {
        static final Comparator<Ranked> ORDER =
                Comparator.comparing(Ranked::rests)
                        .thenComparing(Comparator.comparingInt(Ranked::priority).reversed())
                        .thenComparing(Ranked::poor)
                        .thenComparing(Comparator.comparingDouble(Ranked::draw).reversed());
    }

    private static final class Round {
        private final Routes routes;
        private final RouteQuery query;
        private final Function<String, HealthView> healths;
        private final Instant now;
        private final WeightedDraw draw;
        private final List<Choice> choices = new ArrayList<>();
        private final List<Skip> skips = new ArrayList<>();
        private final Map<String, HealthView> views = new HashMap<>();
        private boolean known;
        private Optional<Instant> firstRetry = Optional.empty();

        Round(
                Routes routes,
                RouteQuery query,
                HealthSnapshot healths,
                Instant now,
                WeightedDraw draw) {
            this.routes = routes;
            this.query = query;
            this.healths = healths.to(query.asker());
            this.now = now;
            this.draw = draw;
        }

        void look(String model, boolean allowed) {
            var usable = new ArrayList<Member>();
            for (Member member : routes.members(query.group())) {
                Channel channel = member.channel();
                if (!query.kinds().contains(channel.kind()) || !channel.serves(model)) {
                    continue;
                }
                known = true;
                Optional<Why> why = allowed ? why(channel) : Optional.of(Why.NOT_ALLOWED);
                why.ifPresentOrElse(
                        reason -> skips.add(new Skip(channel.id(), model, reason)),
                        () -> usable.add(member));
            }
            usable.stream()
                    .map(member -> ranked(member, model, fastest(usable, member.priority())))
                    .sorted(Ranked.ORDER)
                    .map(Ranked::choice)
                    .forEach(choices::add);
        }

        private Optional<Why> why(Channel channel) {
            return switch (channel.status()) {
                case ChannelStatus.Disabled _ -> Optional.of(Why.DISABLED);
                case ChannelStatus.Suspended _ -> Optional.of(Why.SUSPENDED);
                case ChannelStatus.Enabled _ -> whyOpen(health(channel));
            };
        }

        private Optional<Why> whyOpen(HealthView health) {
            if (!health.open() || health.mayProbe(now)) {
                return Optional.empty();
            }
            firstRetry =
                    firstRetry
                            .filter(first -> first.isBefore(health.retryAt()))
                            .or(() -> Optional.of(health.retryAt()));
            return Optional.of(Why.CIRCUIT_OPEN);
        }

        Duration pause() {
            return firstRetry.map(retry -> Duration.between(now, retry)).orElse(Duration.ZERO);
        }

        /// The shortest first-token time among channels of one priority; zero when none is known.
        private double fastest(List<Member> members, int priority) {
            return members.stream()
                    .filter(member -> member.priority() == priority)
                    .mapToDouble(member -> health(member.channel()).firstTokenMillis())
                    .filter(millis -> millis > 0)
                    .min()
                    .orElse(0);
        }

        private Ranked ranked(Member member, String model, double fastest) {
            Channel channel = member.channel();
            HealthView health = health(channel);
            double score = health.score(now);
            double millis = health.firstTokenMillis();
            boolean slow = millis > NOTICED_MILLIS && millis > fastest * SLOW_FACTOR;
            double weight = channel.rank().weight();
            if (!draw.steady()) {
                double speed = slow ? fastest / millis : 1;
                weight *= Math.max(LEAST_SHARE, score * speed);
            }
            List<UpstreamKey> keys = keys(channel, health);
            return new Ranked(
                    new Choice(channel, model, keys, health.open()),
                    rests(health, keys.getFirst())
                            || health.rests(new RestTarget.Model(channel.sentModel(model)), now),
                    member.priority(),
                    draw.steady() && (slow || score < POOR),
                    draw.draw(channel.id(), weight));
        }

        private boolean rests(HealthView health, UpstreamKey key) {
            return health.rests(new RestTarget.Key(key.id()), now);
        }

        /// As far as it concerns who asks.
        private HealthView health(Channel channel) {
            return views.computeIfAbsent(channel.id(), healths);
        }

        /// Those that do not rest first; a conversation keeps its key for as long as that can be
        /// used.
        private List<UpstreamKey> keys(Channel channel, HealthView health) {
            List<UpstreamKey> keys = channel.target().keys();
            if (keys.size() == 1) {
                return keys;
            }
            record Drawn(UpstreamKey key, boolean rests, double draw) {}
            return keys.stream()
                    .map(key ->
                            new Drawn(
                                    key,
                                    rests(health, key),
                                    draw.draw(channel.id() + "/" + key.id(), 1)))
                    .sorted(
                            Comparator.comparing(Drawn::rests)
                                    .thenComparing(Drawn::draw, Comparator.reverseOrder()))
                    .map(Drawn::key)
                    .toList();
        }
    }
}
