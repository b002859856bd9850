package dev.airelay.dialect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.airelay.json.JsonScan;
import java.util.Arrays;
import java.util.Locale;

/// The names of members that mean something in an answer, in any dialect.
///
/// Looked up for each member of each frame, without allocating.
public enum MemberName {
    /// Any other name.
    OTHER,

    CHOICES,
    OUTPUT,
    CONTENT,
    DELTA,
    CONTENT_BLOCK,
    ITEM,
    RESPONSE,
    MESSAGE,

    TEXT,
    NAME,
    CODE,
    REFUSAL,
    PARTIAL_JSON,
    TRANSCRIPT,

    INPUT,
    ARGUMENTS,
    PARAMETERS,
    ACTION,
    OPERATION,

    REASONING_CONTENT,
    REASONING,
    REASONING_TEXT,
    REASONING_DETAILS,
    THINKING,
    THINKING_BLOCKS,
    THOUGHT,
    SUMMARY,

    LOGPROBS,
    ANNOTATIONS,
    CITATION,
    CITATIONS,
    RESULTS,
    SEARCH_RESULTS,
    TOOLS,
    OUTPUTS,

    TYPE,
    OBJECT,
    ERROR,
    STATUS,
    ROLE,
    ID,
    INDEX,
    FINISH_REASON,
    STOP_REASON,
    SEQUENCE_NUMBER,
    CONTAINER_ID,

    USAGE,
    USAGEMETADATA("usageMetadata"),
    INVOCATION_METRICS("amazon-bedrock-invocationMetrics"),
    TIMINGS,
    PROMPT_EVAL_COUNT,
    EVAL_COUNT,
    SERVICE_TIER;

    private static final int LETTERS = 32;
    private static final int LONGEST = 32;

    /// By length and first letter, of which hardly two are the same.
    private static final MemberName[][] TABLE = table();

    private final byte[] name;

    MemberName() {
        this.name = name().toLowerCase(Locale.ROOT).getBytes(US_ASCII);
    }

    MemberName(String name) {
        this.name = name.getBytes(US_ASCII);
    }

    private static MemberName[][] table() {
        var table = new MemberName[(LONGEST + 1) * LETTERS][];
        for (int place = 0; place < table.length; place++) {
            int at = place;
            table[place] =
                    Arrays.stream(values())
                            .filter(word -> word != OTHER)
                            .filter(word -> place(word.name.length, word.name[0]) == at)
                            .toArray(MemberName[]::new);
        }
        return table;
    }

    private static int place(int length, byte first) {
        return length * LETTERS + (first & (LETTERS - 1));
    }

    /// The word between two places of a text.
    static MemberName at(byte[] text, int from, int to) {
        int length = to - from;
        if (length > 0 && length <= LONGEST) {
            for (MemberName word : TABLE[place(length, text[from])]) {
                if (JsonScan.is(text, from, to, word.name)) {
                    return word;
                }
            }
        }
        return OTHER;
    }
}
