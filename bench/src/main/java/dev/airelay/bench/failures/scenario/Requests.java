package dev.airelay.bench.failures.scenario;

import dev.airelay.bench.failures.wire.Dialect;
import dev.airelay.bench.failures.wire.Mode;

/// The bodies that clients send, in ASCII.
final class Requests {
    private Requests() {}

    /// A conversation of one plain sentence.
    static String plain(Dialect dialect, Mode mode, String model) {
        return saying(dialect, mode, model, "\"Count to sixty.\"");
    }

    /// @param content of the user's message, as JSON
    static String saying(Dialect dialect, Mode mode, String model, String content) {
        return talk(dialect, mode, model, "{\"role\":\"user\",\"content\":" + content + "}");
    }

    /// A conversation whose last words are put into the assistant's mouth.
    static String prefilled(Dialect dialect, Mode mode, String model) {
        String beginning =
                dialect == Dialect.RESPONSES
                        ? "[{\"type\":\"output_text\",\"text\":\"Here they are:\"}]"
                        : "\"Here they are:\"";
        return talk(
                dialect,
                mode,
                model,
                "{\"role\":\"user\",\"content\":\"Count to sixty.\"},"
                        + "{\"role\":\"assistant\",\"content\":"
                        + beginning
                        + "}");
    }

    private static String talk(Dialect dialect, Mode mode, String model, String messages) {
        boolean stream = mode == Mode.STREAM;
        String head = "{\"model\":\"" + model + "\",\"stream\":" + stream;
        String rest =
                switch (dialect) {
                    case CHAT ->
                            (stream ? ",\"stream_options\":{\"include_usage\":true}" : "")
                                    + ",\"messages\":[";
                    case RESPONSES -> ",\"input\":[";
                    case MESSAGES -> ",\"max_tokens\":1024,\"messages\":[";
                };
        return head + rest + messages + "]}";
    }
}
