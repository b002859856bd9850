package dev.airelay.dialect.openaichat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.dialect.Call;
import dev.airelay.dialect.JsonTap;
import dev.airelay.dialect.MemberName;
import dev.airelay.dialect.OpenAiErrors;
import dev.airelay.dialect.ServerTools;
import dev.airelay.failure.Failure;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.json.JsonScan;
import dev.airelay.sse.SseFrame;
import dev.airelay.usage.Metered;
import dev.airelay.usage.Uses;
import java.util.BitSet;
import java.util.Optional;

/// Watches a Chat Completions stream: chunks without event names, ended by `data: [DONE]`.
///
/// Source: https://platform.openai.com/docs/api-reference/chat-streaming (read 2026-11-21). A
/// stream whose choices all have their finish reasons is whole without `[DONE]`; some compatible
/// servers leave it out. `[DONE]` is the upstream's own word that it is over, also where finish
/// reasons are missing, but not where nothing came before.
final class OpenAiChatTap extends JsonTap {
    private static final Optional<byte[]> DONE_FRAME =
            Optional.of("data: [DONE]\n\n".getBytes(UTF_8));
    private static final byte[] ERROR = "error".getBytes(UTF_8);
    private static final byte[] NULL = "null".getBytes(UTF_8);
    private static final String SEARCH = "web_search";
    private static final int CHUNK = 1;
    private static final int CHOICE = 3;
    private static final int MOST_CHOICES = 1_000;

    private final boolean withholdUsage;
    private final BitSet begun = new BitSet();
    private final BitSet finished = new BitSet();
    private boolean says;
    private boolean cites;

    private boolean usageHere;
    private boolean choicesHere;
    private boolean inChoices;
    private boolean inDelta;
    private boolean choiceHere;
    private boolean finishHere;
    private boolean indexHere;
    private int index;

    OpenAiChatTap(Call call, boolean withholdUsage) {
        super(call);
        this.withholdUsage = withholdUsage;
    }

    @Override
    protected void begin() {
        usageHere = choicesHere = inChoices = inDelta = false;
        nextChoice();
    }

    private void nextChoice() {
        choiceHere = finishHere = indexHere = false;
        index = 0;
    }

    @Override
    protected void member(MemberName word, byte[] json, int valueFrom, int depth) {
        byte value = json[valueFrom];
        if (depth == CHUNK) {
            usageHere |= value == '{' && word == MemberName.USAGE;
            inChoices = word == MemberName.CHOICES;
            choicesHere |=
                    value == '['
                            && inChoices
                            && !JsonScan.isEmptyArray(json, valueFrom, json.length);
        } else if (depth == CHOICE && inChoices) {
            choice(word, json, valueFrom);
        } else if (depth > CHOICE && inChoices) {
            says = says || (inDelta && word != MemberName.ROLE && isText(json, valueFrom));
            cites |= word == MemberName.ANNOTATIONS && value == '[';
        }
    }

    private static boolean isText(byte[] json, int valueFrom) {
        return JsonScan.stringLength(json, valueFrom, json.length) > 0;
    }

    private void choice(MemberName word, byte[] json, int valueFrom) {
        inDelta = word == MemberName.DELTA;
        if (word == MemberName.INDEX) {
            if (indexHere) {
                endChoice();
            }
            indexHere = true;
            index = (int) Math.min(JsonScan.wholeNumber(json, valueFrom), MOST_CHOICES);
        }
        choiceHere = true;
        if (word == MemberName.FINISH_REASON) {
            finishHere |= isText(json, valueFrom) && !JsonScan.isString(json, valueFrom, NULL);
            if (JsonScan.isString(json, valueFrom, ERROR)) {
                isError();
            }
        }
    }

    private void endChoice() {
        if (choiceHere) {
            begun.set(index);
        }
        if (finishHere) {
            finished.set(index);
        }
        nextChoice();
    }

    @Override
    protected Verdict judge(SseFrame frame) {
        endChoice();
        add();
        return usageHere && withholdUsage && !choicesHere ? Verdict.WITHHOLD : Verdict.FORWARD;
    }

    @Override
    protected Verdict done() {
        return saysSomething() || reportsOutput() ? Verdict.LAST : fail(UpstreamBroken.How.CUT);
    }

    @Override
    public boolean saysSomething() {
        return says || wrote() || !finished.isEmpty();
    }

    @Override
    public Optional<byte[]> missingEnd() {
        boolean whole = !finished.isEmpty() && finished.cardinality() >= begun.cardinality();
        return whole ? DONE_FRAME : Optional.empty();
    }

    /// Models that search for each call, and say so by what they cite, report no count of it. What
    /// OpenAI says of it, https://platform.openai.com/docs/guides/tools-web-search?api-mode=chat,
    /// was not read.
    @Override
    protected Metered completed(Metered metered) {
        boolean searched =
                cites
                        && metered.uses().count(SEARCH) == 0
                        && ServerTools.searchesEachTime(call().body(), call().model());
        return searched ? metered.with(metered.uses().plus(Uses.of(SEARCH, 1))) : metered;
    }

    @Override
    public byte[] errorEvent(Failure failure) {
        return ("data: " + OpenAiErrors.line(failure) + "\n\n").getBytes(UTF_8);
    }
}
