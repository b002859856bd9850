package dev.airelay.failure;

import java.util.Map;

/// What an upstream said when it refused a request, made fit for the client: nothing in it names
/// the upstream's account, keys or addresses.
///
/// @param message empty when it said nothing that may be shown
/// @param type as the upstream calls it; empty when it does not
/// @param param which part of the request it is about; empty when it does not say
/// @param code as the upstream calls it; empty when it does not
/// @param extras what else may be shown: members of its error, each with its JSON
/// @param body the upstream's own JSON, when it may go to a client of the same dialect as it came;
///   empty otherwise
/// @param retry what it says in `x-should-retry`: `true`, `false` or nothing
public record Refusal(
        String message,
        String type,
        String param,
        String code,
        Map<String, String> extras,
        @SuppressWarnings("ArrayRecordComponent") byte[] body,
        String retry) {
    public Refusal {
        extras = Map.copyOf(extras);
    }

    private static final byte[] NOTHING = {};

    /// A refusal in no words.
    public static final Refusal SILENT = new Refusal("", "", "", "", Map.of(), NOTHING, "");
}
