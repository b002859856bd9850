package dev.airelay.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airelay.failure.Refusal;
import dev.airelay.upstream.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Makes an upstream's refusal fit for its client. Immutable; safe for many threads.
///
/// A body in the client's own dialect goes as it came when all that it holds is known and nothing
/// in it has to be hidden; else it is taken apart, and only its message, type, param, code and a
/// few extras go on.
final class Refusals {
    private static final byte[] NOTHING = {};
    private static final int MOST_MESSAGE = 1_000;
    private static final int MOST_NAME = 100;
    private static final int MOST_BODY = 4 * 1024;

    /// Names of errors and of parts of a request; what looks otherwise is not shown.
    private static final Pattern NAME = Pattern.compile("[\\w.:\\[\\]$/ -]*");

    private static final Set<String> TOP = Set.of("error", "type", "request_id");
    private static final Set<String> MEMBERS =
            Set.of(
                    "message",
                    "type",
                    "param",
                    "code",
                    "status",
                    "innererror",
                    "content_filter_result",
                    "content_filter_results");

    /// Members of an extra whose values may name whose account it is.
    private static final Pattern OWNERS =
            Pattern.compile(
                    ".*(?:org|project|account|user|tenant|team|workspace|customer|key|token|host|url|email|address|ip|provider).*",
                    Pattern.CASE_INSENSITIVE);

    private final Scrubber scrubber;
    private final Kind errorStyle;

    Refusals(Scrubber scrubber, Kind errorStyle) {
        this.scrubber = scrubber;
        this.errorStyle = errorStyle;
    }

    /// @param body in which the error stood
    /// @param retry what `x-should-retry` says
    Refusal of(UpstreamError error, byte[] body, String retry) {
        return new Refusal(
                scrubber.shown(error.message(), MOST_MESSAGE),
                name(error.type()),
                name(error.param()),
                name(error.code()),
                extras(error.extras()),
                mayPass(body) ? body : NOTHING,
                retry.equals("true") || retry.equals("false") ? retry : "");
    }

    private String name(String name) {
        return isPlain(name) ? name : "";
    }

    private boolean isPlain(String name) {
        return name.length() <= MOST_NAME
                && NAME.matcher(name).matches()
                && scrubber.shown(name, MOST_NAME).equals(name);
    }

    private Map<String, String> extras(ObjectNode extras) {
        var kept = new HashMap<String, String>();
        extras.properties()
                .forEach(member ->
                        kept.put(member.getKey(), harmless(member.getValue()).toString()));
        return kept;
    }

    /// What of an extra may be shown: truth, numbers and plain words.
    private JsonNode harmless(JsonNode value) {
        if (value.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            value.forEach(one -> {
                JsonNode kept = harmless(one);
                if (!kept.isNull()) {
                    array.add(kept);
                }
            });
            return array;
        }
        if (value.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            value.properties()
                    .forEach(member -> {
                        boolean owner = OWNERS.matcher(member.getKey()).matches();
                        JsonNode kept = harmless(member.getValue());
                        if (!owner && isPlain(member.getKey()) && !kept.isNull()) {
                            object.set(member.getKey(), kept);
                        }
                    });
            return object;
        }
        boolean shown =
                value.isBoolean()
                        || (value.isNumber() && Math.abs(value.asDouble()) < 1_000_000)
                        || (value.isTextual() && isPlain(value.asText()));
        return shown ? value : JsonNodeFactory.instance.nullNode();
    }

    private boolean mayPass(byte[] body) {
        if (body.length == 0 || body.length > MOST_BODY || body[0] != '{') {
            return false;
        }
        PartialJson.Read read = PartialJson.of(body, 0, body.length);
        JsonNode root = read.root();
        JsonNode error = root.path("error");
        return read.whole()
                && !error.isEmpty()
                && (error.path("message").isTextual() || !error.has("message"))
                && isOfTheDialect(root)
                && members(root).allMatch(TOP::contains)
                && members(error).allMatch(MEMBERS::contains)
                && scrubber.isClean(error.path("message").asText(), MOST_MESSAGE)
                && keeps(root);
    }

    private boolean isOfTheDialect(JsonNode root) {
        boolean typed = root.path("type").asText("").equals("error");
        return switch (errorStyle) {
            case OPENAI -> !root.has("type");
            case ANTHROPIC -> typed && root.path("error").path("type").isTextual();
        };
    }

    private static Stream<String> members(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey);
    }

    /// Whether everything but the message is what would be shown of it anyway.
    private boolean keeps(JsonNode root) {
        return Stream.concat(
                        root.properties().stream()
                                .filter(member -> !member.getKey().equals("error")),
                        root.path("error").properties().stream()
                                .filter(member -> !member.getKey().equals("message")))
                .map(Map.Entry::getValue)
                .allMatch(value -> value.isNull() || harmless(value).equals(value));
    }
}
