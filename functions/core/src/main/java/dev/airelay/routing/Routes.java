package dev.airelay.routing;

import dev.airelay.catalog.Model;
import dev.airelay.pricing.Tariffs;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.Group;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Where requests can go and what they cost there, as it was at one moment. Immutable.
public final class Routes {
    private final List<Channel> channels;
    private final Map<String, Group> groups;
    private final Map<String, Model> models;
    private final Tariffs tariffs;

    public Routes(List<Channel> channels, List<Group> groups, List<Model> models, Tariffs tariffs) {
        this.channels = List.copyOf(channels);
        this.groups = groups.stream().collect(Collectors.toMap(Group::slug, Function.identity()));
        this.models = models.stream().collect(Collectors.toMap(Model::name, Function.identity()));
        this.tariffs = tariffs;
    }

    public Tariffs tariffs() {
        return tariffs;
    }

    /// What to look for when this model is asked for: the model that is meant, then its fallbacks.
    List<String> chain(String asked) {
        Model known = models.get(asked);
        return known == null ? List.of(asked) : known.chain();
    }

    /// Names that may be asked for: those that enabled channels say they serve or map, what is
    /// priced at the providers of those that serve everything, and those of the catalogue that lead
    /// to one of them. May hold the name `*`.
    ///
    /// @param group empty: of all channels
    /// @param when whose prices are in force
    public Set<String> menu(String group, Instant when) {
        List<Channel> enabled =
                members(group).stream().map(Member::channel).filter(Channel::enabled).toList();
        var menu = new HashSet<String>();
        for (Channel channel : enabled) {
            menu.addAll(channel.served().models());
            menu.addAll(channel.served().mapping().keySet());
            if (channel.served().models().contains("*")) {
                menu.addAll(tariffs.prices().models(channel.provider(), when));
            }
        }
        models.values().stream()
                .filter(model ->
                        model.chain().stream()
                                .anyMatch(one ->
                                        enabled.stream().anyMatch(channel -> channel.serves(one))))
                .forEach(model -> menu.add(model.name()));
        return menu;
    }

    public boolean hasGroup(String slug) {
        return groups.containsKey(slug);
    }

    /// The channels of a group with their priorities in it.
    ///
    /// @param group empty: all channels, with their own priorities
    public List<Member> members(String group) {
        if (group.isEmpty()) {
            return channels.stream()
                    .map(channel -> new Member(channel, channel.rank().priority()))
                    .toList();
        }
        Map<String, Integer> priorities =
                Optional.ofNullable(groups.get(group)).map(Group::members).orElse(Map.of());
        return channels.stream()
                .filter(channel -> priorities.containsKey(channel.id()))
                .map(channel -> new Member(channel, priorities.getOrDefault(channel.id(), 0)))
                .toList();
    }

    /// A channel in a group.
    public record Member(Channel channel, int priority) {}
}
