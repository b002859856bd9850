package dev.airelay.upstream;

import java.util.Map;
import java.util.regex.Pattern;

/// Channels that are offered together, under a name that is part of a path.
///
/// @param slug the name in paths, keys and prices: [#SLUG]; never changes
/// @param name for people
/// @param members channel id → priority within this group, in place of the channel's own; ids of
///   channels that are gone mean nothing
/// @param revision grows with each change of this record; starts at 1
public record Group(String slug, String name, Map<String, Integer> members, long revision) {
    /// Lower-case letters, digits and hyphens, 1 to 63 of them, no hyphen first.
    public static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public Group {
        members = Map.copyOf(members);
        if (!SLUG.matcher(slug).matches()) {
            throw new IllegalArgumentException("no slug of a group: " + slug);
        }
    }

    public Group withRevision(long next) {
        return new Group(slug, name, members, next);
    }
}
