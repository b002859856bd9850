package dev.airelay.dialect;

/// The steps that an Anthropic answer was made in, each with its own usage.
///
/// The top of the report is the sum of the steps that wrote the message (`message`,
/// `fallback_message`). Steps of another model's or another purpose are not in it and are paid too:
/// `compaction`, which sums up what went before, and `advisor_message`, which asks another model. A
/// step that wrote nothing is not paid. Sources, read 2026-11-27: the kinds in
/// https://github.com/anthropics/anthropic-sdk-typescript/blob/main/src/resources/beta/messages/messages.ts,
/// answers as they came in
/// https://github.com/vercel/ai/tree/main/packages/anthropic/src/__fixtures__
/// (`anthropic-advisor-*`, `anthropic-compaction.1`, `anthropic-fallback`).
final class Iterations {
    private static final int MOST = 100;

    private long input;
    private long cached;
    private long five;
    private long hour;
    private long output;

    private Iterations() {}

    /// @param top what the rest of the report says
    static ReportedTokens of(UsageFigures told, ReportedTokens top) {
        var message = new Iterations();
        var beside = new Iterations();
        for (int i = 0; i < MOST; i++) {
            String prefix = "iterations." + i + ".";
            if (told.at(prefix + "output_tokens") < 0 && told.at(prefix + "input_tokens") < 0) {
                break;
            }
            switch (told.word(prefix + "type")) {
                case "compaction", "advisor_message" -> beside.add(told, prefix);
                default -> message.add(told, prefix);
            }
        }
        if (message.isEmpty() && beside.isEmpty()) {
            return top;
        }
        return new ReportedTokens(
                Math.max(top.input(), message.input) + beside.input,
                Math.max(top.cacheRead(), message.cached) + beside.cached,
                Math.max(top.cacheWrite5m(), message.five) + beside.five,
                Math.max(top.cacheWrite1h(), message.hour) + beside.hour,
                Math.max(top.output(), message.output) + beside.output,
                top.reasoning(),
                0);
    }

    /// How many steps the report tells of.
    static int count(UsageFigures told) {
        int steps = 0;
        while (steps < MOST && told.at("iterations." + steps + ".output_tokens") >= 0) {
            steps++;
        }
        return steps;
    }

    private boolean isEmpty() {
        return input + cached + five + hour + output == 0;
    }

    private void add(UsageFigures told, String prefix) {
        if (told.at(prefix + "output_tokens") == 0) {
            return;
        }
        long long1h = told.most(prefix + "cache_creation.ephemeral_1h_input_tokens");
        long short5m = told.most(prefix + "cache_creation.ephemeral_5m_input_tokens");
        long written = told.most(prefix + "cache_creation_input_tokens");
        input += told.most(prefix + "input_tokens");
        cached += told.most(prefix + "cache_read_input_tokens");
        hour += long1h;
        five += Math.max(short5m, written - long1h);
        output += told.most(prefix + "output_tokens");
    }
}
