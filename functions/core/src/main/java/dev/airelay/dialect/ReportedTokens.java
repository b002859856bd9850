package dev.airelay.dialect;

/// What a report says of tokens, in the neutral form, before what it leaves out is counted.
///
/// The rules are those of `docs/dialects/usage.md`: whether cached, written and reasoning tokens
/// stand within their whole or beside it is told by the names that are used, and by the total when
/// there is one; a part that is larger than its whole corrects the whole.
///
/// @param input prompt tokens neither read from nor written to a cache; [UsageFigures#UNSAID] when
///   the report does not tell the prompt
/// @param output [UsageFigures#UNSAID] when it does not tell
/// @param total zero when it does not tell
record ReportedTokens(
        long input,
        long cacheRead,
        long cacheWrite5m,
        long cacheWrite1h,
        long output,
        long reasoning,
        long total) {
    private static final String FIVE_MINUTES = "ephemeral_5m_input_tokens";
    private static final String HOUR = "ephemeral_1h_input_tokens";

    private static final String[] PROMPT = {
        "prompt_tokens",
        "promptTokenCount",
        "prompt_eval_count",
        "tokens.input_tokens",
        "billed_units.input_tokens",
    };
    private static final String[] BESIDE_CACHE = {"input_tokens", "inputTokenCount"};
    private static final String[] CACHED = {
        "prompt_tokens_details.cached_tokens",
        "prompt_token_details.cached_tokens",
        "input_tokens_details.cached_tokens",
        "cached_tokens",
        "num_cached_tokens",
        "prompt_cache_hit_tokens",
        "cache_read_input_tokens",
        "prompt_tokens_details.cache_read_input_tokens",
        "cachedContentTokenCount",
        "cacheReadInputTokenCount",
    };
    private static final String[] ANTHROPICS_CACHES = {
        "cache_read_input_tokens",
        "cache_creation_input_tokens",
        "cache_creation." + FIVE_MINUTES,
        "cache_creation." + HOUR,
        "cacheReadInputTokenCount",
        "cacheWriteInputTokenCount",
    };
    private static final String[] WRITTEN = {
        "cache_creation_input_tokens",
        "prompt_tokens_details.cache_creation_input_tokens",
        "prompt_tokens_details.cache_creation_tokens",
        "prompt_tokens_details.cache_write_tokens",
        "input_tokens_details.cache_creation_tokens",
        "input_tokens_details.cache_write_tokens",
        "cache_write_tokens",
        "cacheWriteInputTokenCount",
    };
    private static final String[] WRITTEN_HERE = {
        "cache_creation.", "prompt_tokens_details.cache_creation.",
    };
    private static final String[] OUTPUT = {
        "completion_tokens",
        "output_tokens",
        "eval_count",
        "candidatesTokenCount",
        "outputTokenCount",
        "tokens.output_tokens",
        "billed_units.output_tokens",
    };
    private static final String[] REASONING = {
        "completion_tokens_details.reasoning_tokens",
        "output_tokens_details.reasoning_tokens",
        "output_tokens_details.thinking_tokens",
        "reasoning_tokens",
        "thoughtsTokenCount",
    };
    private static final String[] TOTAL = {"total_tokens", "totalTokenCount"};

    private static final ReportedTokens NOTHING =
            new ReportedTokens(UsageFigures.UNSAID, 0, 0, 0, UsageFigures.UNSAID, 0, 0);

    /// What the top of a report says, what its iterations add, or else what llama.cpp's timings
    /// say.
    static ReportedTokens of(UsageFigures told) {
        ReportedTokens top = top(told);
        return top.equals(NOTHING) ? timings(told) : Iterations.of(told, top);
    }

    private static ReportedTokens top(UsageFigures told) {
        long written = told.most(WRITTEN);
        long hour = 0;
        long five = 0;
        for (String split : WRITTEN_HERE) {
            hour = Math.max(hour, told.most(split + HOUR));
            five = Math.max(five, told.most(split + FIVE_MINUTES));
        }
        five += Math.max(0, written - hour - five);
        long cached = told.most(CACHED);
        long reasoning = told.most(REASONING);
        long total = told.most(TOTAL);
        long output = told.first(OUTPUT);
        long prompt = told.first(PROMPT);
        boolean beside = false;
        if (prompt <= 0) {
            long named = told.first(BESIDE_CACHE);
            beside = named > prompt && cachesStandBeside(told);
            prompt = Math.max(prompt, named);
        }
        if (prompt <= 0) {
            long missed = told.at("prompt_cache_miss_tokens");
            prompt = missed < 0 ? prompt : missed + cached;
        }
        var sum = new Sum(prompt, cached, five, hour, output, reasoning, total, beside);
        boolean searches = told.at("num_search_queries") >= 0 && prompt > 0 && output >= 0;
        return searches ? sum.searched(told.most("citation_tokens")) : sum.resolved();
    }

    /// Anthropic's names for caches stand beside `input_tokens`, OpenAI's within.
    private static boolean cachesStandBeside(UsageFigures told) {
        return told.at("input_tokens_details.cached_tokens") < 0
                && told.first(ANTHROPICS_CACHES) >= 0;
    }

    /// As llama.cpp reports what it did: prompt tokens that were worked through, those that were
    /// not since they were cached, and those that were written.
    private static ReportedTokens timings(UsageFigures told) {
        long worked = told.at("timings.prompt_n");
        long output = told.at("timings.predicted_n");
        return worked < 0 && output < 0
                ? NOTHING
                : new ReportedTokens(worked, told.most("timings.cache_n"), 0, 0, output, 0, 0);
    }

    /// A report's numbers as they stand in it.
    ///
    /// @param beside whether `prompt` leaves out what was read from and written to caches
    private record Sum(
            long prompt,
            long cached,
            long five,
            long hour,
            long output,
            long reasoning,
            long total,
            boolean beside) {
        /// As Perplexity reports: thoughts and what was read while searching stand beside prompt
        /// and completion, and are not in the total. What was read costs as much as a prompt.
        ReportedTokens searched(long read) {
            return new ReportedTokens(prompt + read, 0, 0, 0, output + reasoning, reasoning, total);
        }

        ReportedTokens resolved() {
            long caches = cached + five + hour;
            boolean zeros = prompt <= 0 && output <= 0;
            long whole = beside ? prompt + caches : prompt == 0 ? UsageFigures.UNSAID : prompt;
            long out = zeros ? UsageFigures.UNSAID : output;
            long thought = reasoning;
            if (total > 0 && whole >= 0 && out >= 0) {
                long unexplained = total - whole - out;
                if (unexplained > 0 && unexplained == reasoning) {
                    out += unexplained;
                } else if (unexplained > 0 && unexplained == caches) {
                    whole += unexplained;
                } else if (unexplained > 0 && unexplained == caches + reasoning) {
                    whole += caches;
                    out += reasoning;
                } else if (unexplained > 0) {
                    out += unexplained;
                    thought = Math.max(reasoning, unexplained);
                }
            } else if (total > 0 && whole >= 0) {
                out = Math.max(0, total - whole);
            } else if (total > 0 && out >= 0) {
                whole = Math.max(0, total - out);
            }
            out = thought > 0 ? Math.max(out, thought) : out;
            whole = caches > 0 ? Math.max(whole, caches) : whole;
            return new ReportedTokens(
                    whole < 0 ? UsageFigures.UNSAID : whole - caches,
                    cached,
                    five,
                    hour,
                    out,
                    thought,
                    total);
        }
    }

    /// All prompt tokens; negative when unsaid.
    long prompt() {
        return input < 0 ? input : input + cacheRead + cacheWrite5m + cacheWrite1h;
    }
}
