package dev.airelay.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// HTTP header fields: names in lower case, one value each, in the order in which they were added.
///
/// Repeated fields are joined with a comma, as function URLs deliver them and as RFC 9110 section
/// 5.3 allows; cookies to be set, which a comma would damage
/// (https://www.rfc-editor.org/rfc/rfc6265#section-3, read 2026-11-27), by a line feed, and edges
/// send each as a field of its own. Immutable, so any thread may read it.
public final class Headers {
    /// The one field whose values stay apart.
    public static final String SET_COOKIE = "set-cookie";

    private static final Headers NONE = new Headers(Map.of());

    private final Map<String, String> fields;

    private Headers(Map<String, String> fields) {
        this.fields = fields;
    }

    public static Headers none() {
        return NONE;
    }

    public static Headers of(String name, String value) {
        return builder().add(name, value).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /// Whether a value may stand in a field wherever it goes: visible ASCII, blanks and tabs. Some
    /// senders put other characters there, which some receivers take for the field's end, and some
    /// for a reason to give up.
    public static boolean isPrintable(String value) {
        return value.chars().allMatch(c -> (c >= ' ' && c < 0x7f) || c == '\t');
    }

    /// The value of a field; empty when the field is absent.
    public Optional<String> first(String name) {
        return Optional.ofNullable(fields.get(name.toLowerCase(Locale.ROOT)));
    }

    public boolean has(String name) {
        return fields.containsKey(name.toLowerCase(Locale.ROOT));
    }

    public void forEach(BiConsumer<String, String> action) {
        fields.forEach(action);
    }

    /// The same fields as an unmodifiable map, names in lower case.
    public Map<String, String> asMap() {
        return fields;
    }

    /// A builder that starts with these fields.
    public Builder toBuilder() {
        var builder = new Builder();
        builder.fields.putAll(fields);
        return builder;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /// Names only: values may be credentials.
    @Override
    public String toString() {
        return "Headers" + fields.keySet();
    }

    /// Collects fields; not for use by several threads.
    public static final class Builder {
        private final Map<String, String> fields = new LinkedHashMap<>();

        private Builder() {}

        /// Adds a value behind those the field already has.
        public Builder add(String name, String value) {
            var key = name.toLowerCase(Locale.ROOT);
            var between = key.equals(SET_COOKIE) ? "\n" : ",";
            fields.merge(key, value, (old, more) -> old + between + more);
            return this;
        }

        /// Replaces whatever the field held.
        public Builder set(String name, String value) {
            fields.put(name.toLowerCase(Locale.ROOT), value);
            return this;
        }

        public Headers build() {
            return new Headers(Collections.unmodifiableMap(new LinkedHashMap<>(fields)));
        }
    }
}
