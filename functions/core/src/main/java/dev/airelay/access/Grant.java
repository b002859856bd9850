package dev.airelay.access;

import java.util.List;
import java.util.Set;

/// What a key may be used for, and from where.
///
/// @param models that it may ask for; empty means all
/// @param addresses from which it may be used; empty means all
/// @param group whose prices and channels hold for it; empty means that it is bound to none
/// @param project under which its owner files what it is used for; empty means none
public record Grant(
        Set<String> models, List<AddressRange> addresses, String group, String project) {
    public static final Grant ALL = new Grant(Set.of(), List.of(), "");

    public Grant {
        models = Set.copyOf(models);
        addresses = List.copyOf(addresses);
    }

    /// For no project.
    public Grant(Set<String> models, List<AddressRange> addresses, String group) {
        this(models, addresses, group, "");
    }

    /// Some models, from everywhere.
    public static Grant of(Set<String> models) {
        return new Grant(models, List.of(), "");
    }

    /// Whose channels and prices hold for a path that names this group, or none.
    public String groupFor(String asked) {
        return group.isEmpty() ? asked : group;
    }

    public boolean allowsModel(String model) {
        return models.isEmpty() || models.contains(model);
    }

    /// @param address as text; one that is none is allowed only where all are
    public boolean allowsAddress(String address) {
        return addresses.isEmpty() || addresses.stream().anyMatch(range -> range.contains(address));
    }
}
