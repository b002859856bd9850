package dev.airelay.dialect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.airelay.json.JsonScan;
import java.util.EnumMap;
import java.util.Map;

/// Counts what a model wrote in one frame of an answer, or in an answer in one piece: text,
/// thoughts, refusals, names and arguments of tools.
///
/// What stands beside it is not the model's: probabilities, annotations, what tools gave back,
/// signatures, sealed thoughts, binary data, identifiers. The same thoughts may come under several
/// names at once (OpenRouter's `reasoning` and `reasoning_details`, vLLM's `reasoning` and
/// `reasoning_content`, LiteLLM's `thinking_blocks`); the longest counts. `docs/dialects/usage.md`
/// has the names and their sources.
///
/// One answer, one thread. Allocates nothing but at the first thought.
public final class TextCounter {
    private static final int NOWHERE = Integer.MAX_VALUE;
    private static final byte[][] OF_TOOLS = {
        "tool_result".getBytes(US_ASCII), "_output".getBytes(US_ASCII),
    };
    private static final byte[][] SEALED = {
        "thinking".getBytes(US_ASCII),
        "redacted_thinking".getBytes(US_ASCII),
        "reasoning".getBytes(US_ASCII),
        "reasoning.encrypted".getBytes(US_ASCII),
    };

    /// What was written under one name.
    private static final class Written {
        private final TextTokens all = new TextTokens();
        private long before;

        private void begin() {
            before = all.tokens();
        }

        private long here() {
            return all.tokens() - before;
        }
    }

    private final Written words = new Written();
    private final Map<MemberName, Written> thoughts = new EnumMap<>(MemberName.class);
    private Written[] named = {};
    private boolean thinks;
    private boolean counts;
    private boolean inResponse;

    /// Whether any of the next three is somewhere.
    private boolean within;

    private int muteBelow = NOWHERE;
    private int muteFrom = NOWHERE;
    private int thoughtAt = NOWHERE;
    private Written thought = words;

    /// Tokens of the frame in hand, thoughts aside.
    public long text() {
        return words.here();
    }

    /// Tokens of thoughts in the frame in hand.
    public long thoughts() {
        long most = 0;
        for (Written thought : named) {
            most = Math.max(most, thought.here());
        }
        return most;
    }

    /// Whether any frame so far had a part that holds thoughts, be it empty or sealed.
    public boolean thinks() {
        return thinks;
    }

    /// The next frame.
    void begin() {
        words.begin();
        for (Written name : named) {
            name.begin();
        }
        counts = inResponse = within = false;
        muteBelow = muteFrom = thoughtAt = NOWHERE;
    }

    /// @return whether the member is within something that is not the model's, or within the
    ///   arguments of a tool
    boolean member(MemberName word, byte[] json, int valueFrom, int to, int depth) {
        if (depth <= 2) {
            root(word, depth);
        }
        if (within && leaves(word, depth)) {
            return true;
        }
        if (counts && word != MemberName.OTHER) {
            value(word, json, valueFrom, to, depth);
        }
        return false;
    }

    /// Leaves what the member is no longer within.
    ///
    /// @return whether it is within something that does not count
    private boolean leaves(MemberName word, int depth) {
        if (depth <= muteBelow) {
            muteBelow = NOWHERE;
        }
        if (depth < muteFrom || (depth == muteFrom && word == MemberName.TYPE)) {
            muteFrom = NOWHERE;
        }
        if (depth <= thoughtAt) {
            thoughtAt = NOWHERE;
        }
        boolean muted = muteBelow != NOWHERE || muteFrom != NOWHERE;
        within = muted || thoughtAt != NOWHERE;
        return muted;
    }

    private void root(MemberName word, int depth) {
        if (depth == 1) {
            inResponse = word == MemberName.RESPONSE;
            counts =
                    switch (word) {
                        case CHOICES, OUTPUT, CONTENT, DELTA, CONTENT_BLOCK, ITEM -> true;
                        default -> false;
                    };
        } else if (inResponse) {
            counts = word == MemberName.OUTPUT;
        }
    }

    private void value(MemberName word, byte[] json, int from, int to, int depth) {
        boolean string = json[from] == '"';
        boolean holds = json[from] == '{' || json[from] == '[';
        switch (word) {
            case CONTENT, TEXT, NAME, CODE, REFUSAL, PARTIAL_JSON, TRANSCRIPT, DELTA -> {
                if (string) {
                    add(json, from + 1, JsonScan.stringEnd(json, from, to));
                }
            }
            case INPUT, ARGUMENTS, PARAMETERS, ACTION, OPERATION -> {
                if (string) {
                    add(json, from + 1, JsonScan.stringEnd(json, from, to));
                } else if (holds) {
                    int end = JsonScan.valueEnd(json, from, to);
                    add(json, from, end - from > 2 ? end : from);
                    muteBelow = depth;
                    within = true;
                }
            }
            case REASONING_CONTENT,
                    REASONING,
                    REASONING_TEXT,
                    REASONING_DETAILS,
                    THINKING,
                    THINKING_BLOCKS,
                    THOUGHT,
                    SUMMARY -> {
                if (thoughtAt == NOWHERE) {
                    thought = thoughts(word);
                }
                if (string) {
                    thought.all.add(json, from + 1, JsonScan.stringEnd(json, from, to));
                } else if (holds && thoughtAt == NOWHERE) {
                    thoughtAt = depth;
                    within = true;
                }
            }
            case LOGPROBS,
                    ANNOTATIONS,
                    CITATION,
                    CITATIONS,
                    RESULTS,
                    SEARCH_RESULTS,
                    TOOLS,
                    OUTPUTS -> {
                if (holds) {
                    muteBelow = depth;
                    within = true;
                }
            }
            case TYPE -> type(json, from, to, depth);
            default -> {}
        }
    }

    private void add(byte[] json, int from, int to) {
        Written under = thoughtAt == NOWHERE ? words : thought;
        under.all.add(json, from, to);
    }

    private Written thoughts(MemberName name) {
        Written known = thoughts.get(name);
        if (known != null) {
            return known;
        }
        var first = new Written();
        thoughts.put(name, first);
        named = thoughts.values().toArray(Written[]::new);
        return first;
    }

    private void type(byte[] json, int from, int to, int depth) {
        int end = from + 1 + JsonScan.stringLength(json, from, to);
        for (byte[] tool : OF_TOOLS) {
            int begin = end - tool.length;
            if (depth > 1 && begin > from && JsonScan.is(json, begin, end, tool)) {
                muteFrom = depth;
                within = true;
            }
        }
        for (byte[] seal : SEALED) {
            thinks |= JsonScan.isString(json, from, seal);
        }
    }
}
