package dev.airelay.dialect;

import com.fasterxml.jackson.core.JsonToken;
import dev.airelay.hash.Fnv1a;
import dev.airelay.json.JsonObject;
import dev.airelay.json.JsonScan;
import dev.airelay.json.NotJsonException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Which conversation a request belongs to, so that it can go where its prompt is cached.
///
/// What the client says comes first: OpenAI's `prompt_cache_key`
/// (https://platform.openai.com/docs/guides/prompt-caching), Anthropic's `metadata.user_id`, which
/// Claude Code fills with its session, and the session headers of Claude Code and Codex. Else the
/// beginning of the prompt tells: instructions, and everything up to the first words of the user,
/// which stay the same from turn to turn. All read 2026-11-21.
public final class ConversationKey {
    private static final List<String> HEADERS =
            List.of("x-claude-code-session-id", "session-id", "session_id", "conversation_id");
    private static final List<String> INSTRUCTIONS = List.of("system", "instructions");
    private static final List<String> TURNS = List.of("messages", "input");

    private ConversationKey() {}

    /// The same number for every request of a conversation; empty when nothing tells.
    public static OptionalLong of(Call call) {
        Optional<String> named =
                call.body()
                        .text("prompt_cache_key")
                        .or(() -> user(call.body()))
                        .or(() -> header(call))
                        .filter(name -> !name.isEmpty());
        return named.isPresent() ? OptionalLong.of(Fnv1a.of(named.get())) : beginning(call.body());
    }

    /// Empty also when the metadata give a name twice, which is for the upstream to judge.
    private static Optional<String> user(JsonObject body) {
        try {
            return body.object("metadata").flatMap(metadata -> metadata.text("user_id"));
        } catch (NotJsonException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> header(Call call) {
        return HEADERS.stream().flatMap(name -> call.headers().first(name).stream()).findFirst();
    }

    private static OptionalLong beginning(JsonObject body) {
        for (String name : TURNS) {
            Optional<JsonObject.Value> turns = body.member(name);
            if (turns.isPresent()) {
                long hash = Fnv1a.EMPTY;
                for (String instructions : INSTRUCTIONS) {
                    Optional<JsonObject.Value> said = body.member(instructions);
                    if (said.isPresent()) {
                        hash = Fnv1a.after(hash, body.bytes(), said.get().from(), said.get().to());
                    }
                }
                int from = turns.get().from();
                return OptionalLong.of(
                        Fnv1a.after(hash, body.bytes(), from, firstWords(body, turns.get())));
            }
        }
        return OptionalLong.empty();
    }

    /// Where the first turn of the user ends; the end of all turns when there is none.
    private static int firstWords(JsonObject body, JsonObject.Value turns) {
        if (turns.kind() != JsonToken.START_ARRAY) {
            return turns.to();
        }
        byte[] text = body.bytes();
        int at = JsonScan.skipBlanks(text, turns.from() + 1, turns.to());
        while (text[at] == '{') {
            Turn turn = Turn.read(text, at, turns.to());
            if (turn.ofUser) {
                return turn.end;
            }
            at = JsonScan.skipBlanks(text, turn.end, turns.to());
            if (text[at] == ',') {
                at = JsonScan.skipBlanks(text, at + 1, turns.to());
            }
        }
        return turns.to();
    }

    /// One turn, which ends before `end`.
    private record Turn(boolean ofUser, int end) {
        private static final byte[] ROLE = "\"role\"".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] USER = "\"user\"".getBytes(StandardCharsets.US_ASCII);

        /// @param from its opening brace, in a text that was found to be JSON
        static Turn read(byte[] text, int from, int to) {
            boolean ofUser = false;
            int at = JsonScan.skipBlanks(text, from + 1, to);
            while (text[at] != '}') {
                int nameEnd = JsonScan.stringEnd(text, at, to) + 1;
                int colon = JsonScan.skipBlanks(text, nameEnd, to);
                int value = JsonScan.skipBlanks(text, colon + 1, to);
                int valueEnd = JsonScan.valueEnd(text, value, to);
                if (JsonScan.is(text, at, nameEnd, ROLE)) {
                    ofUser = JsonScan.is(text, value, valueEnd, USER);
                }
                at = JsonScan.skipBlanks(text, valueEnd, to);
                if (text[at] == ',') {
                    at = JsonScan.skipBlanks(text, at + 1, to);
                }
            }
            return new Turn(ofUser, at + 1);
        }
    }
}
