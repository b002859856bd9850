package dev.airelay.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.failure.CallerFault.Malformed;
import dev.airelay.failure.RelayException;
import dev.airelay.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A model here writes 1,000,000 tokens when nothing bounds it.
class OutputBoundTest {
    private static final long MODEL = 1_000_000;

    private static OutputBound bound(Endpoint endpoint, String members) {
        return OutputBound.of(endpoint, JsonObject.read(("{" + members + "}").getBytes(UTF_8)));
    }

    private static long most(Endpoint endpoint, String members) {
        return bound(endpoint, members).most(MODEL);
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI_CHAT,max_tokens",
        "OPENAI_CHAT,max_completion_tokens",
        "OPENAI_COMPLETIONS,max_tokens",
        "OPENAI_RESPONSES,max_output_tokens",
        "ANTHROPIC_MESSAGES,max_tokens"
    })
    void theEndpointsOwnMemberBoundsItsAnswer(Endpoint endpoint, String name) {
        assertEquals(77, most(endpoint, "\"" + name + "\":77"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "16384.0",
                "\"16384\"",
                "-1",
                "0",
                "-0",
                "1e19",
                "1e3",
                "1.5",
                "true",
                "false",
                "[]",
                "[5]",
                "{}",
                "\"\"",
                "9223372036854775807",
                "99999999999999999999",
                "100000001"
            })
    void whatIsNoPositiveWholeNumberThatAModelCouldWriteBoundsNothing(String odd) {
        assertEquals(MODEL, most(Endpoint.OPENAI_CHAT, "\"max_tokens\":" + odd));
        assertEquals(MODEL, most(Endpoint.OPENAI_RESPONSES, "\"max_output_tokens\":" + odd));
        assertEquals(MODEL, most(Endpoint.ANTHROPIC_MESSAGES, "\"max_tokens\":" + odd));
        assertEquals(
                MODEL,
                most(Endpoint.OPENAI_CHAT, "\"max_completion_tokens\":1,\"max_tokens\":" + odd));
        assertEquals(MODEL, most(Endpoint.OPENAI_CHAT, "\"max_tokens\":1,\"n_predict\":" + odd));
        assertEquals(
                MODEL,
                most(
                        Endpoint.OPENAI_CHAT,
                        "\"max_tokens\":1,\"options\":{\"num_predict\":" + odd + "}"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Endpoint.class,
            names = {"OPENAI_CHAT", "OPENAI_COMPLETIONS", "OPENAI_RESPONSES", "ANTHROPIC_MESSAGES"})
    void whatIsNotThereBoundsNothing(Endpoint endpoint) {
        assertEquals(MODEL, most(endpoint, ""));
        assertEquals(
                MODEL,
                most(
                        endpoint,
                        "\"max_tokens\":null,\"max_completion_tokens\":null,\"max_output_tokens\":null"));
    }

    @Test
    void nullIsAsGoodAsAbsent() {
        assertEquals(
                8, most(Endpoint.OPENAI_CHAT, "\"max_tokens\":null,\"max_completion_tokens\":8"));
    }

    @ParameterizedTest
    @CsvSource({
        "max_completion_tokens,1,max_tokens,16384",
        "max_tokens,1,max_completion_tokens,16384",
        "max_tokens,1,max_output_tokens,16384",
        "max_tokens,1,max_new_tokens,16384",
        "max_tokens,1,n_predict,16384",
        "max_tokens,1,num_predict,16384",
        "max_tokens,1,maxTokens,16384",
        "max_tokens,1,max_tokens_to_sample,16384"
    })
    void ofSeveralSpellingsTheLargestCounts(String one, int small, String other, int large) {
        String members = "\"%s\":%d,\"%s\":%d";
        assertEquals(
                large, most(Endpoint.OPENAI_CHAT, members.formatted(one, small, other, large)));
        assertEquals(
                large, most(Endpoint.OPENAI_CHAT, members.formatted(other, large, one, small)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"options\":{\"num_predict\":500}",
                "\"parameters\":{\"max_new_tokens\":500}",
                "\"sampling_params\":{\"max_new_tokens\":500}",
                "\"generationConfig\":{\"maxOutputTokens\":500}"
            })
    void nativeSpellingsInObjectsRaiseTheBound(String nested) {
        assertEquals(500, most(Endpoint.OPENAI_CHAT, "\"max_tokens\":9," + nested));
        assertEquals(900, most(Endpoint.OPENAI_CHAT, "\"max_tokens\":900," + nested));
    }

    /// A server that does not know it would obey nothing.
    @Test
    void aForeignSpellingAloneBoundsNothing() {
        assertEquals(MODEL, most(Endpoint.OPENAI_CHAT, "\"max_output_tokens\":5"));
        assertEquals(MODEL, most(Endpoint.OPENAI_RESPONSES, "\"max_tokens\":5"));
        assertEquals(MODEL, most(Endpoint.ANTHROPIC_MESSAGES, "\"max_completion_tokens\":5"));
        assertEquals(MODEL, most(Endpoint.OPENAI_CHAT, "\"options\":{\"num_predict\":5}"));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"n\":128',128,true",
        "'\"best_of\":20',20,false",
        "'\"n\":5,\"best_of\":20',20,false",
        "'\"n\":20,\"best_of\":5',20,true",
        "'\"n_cmpl\":3',3,true",
        "'\"n\":null,\"best_of\":null',1,true"
    })
    void everyAnswerThatIsWrittenCounts(String members, long answers, boolean shown) {
        OutputBound bound = bound(Endpoint.OPENAI_CHAT, "\"max_tokens\":100," + members);
        assertEquals(answers * 100, bound.most(MODEL));
        assertEquals(shown, bound.shown());
        assertEquals(answers * 50, bound(Endpoint.OPENAI_CHAT, members).most(50));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"hi\"',1",
        "'[]',1",
        "'[\"a\",\"b\",\"c\"]',3",
        "'[1,2,3]',1",
        "'[[1,2],[3],[4,5,6]]',3",
        "'[\"a\",[1]]',2"
    })
    void completionsWriteForEachPrompt(String prompt, long prompts) {
        String members = "\"max_tokens\":100,\"n\":2,\"prompt\":" + prompt;
        assertEquals(200 * prompts, most(Endpoint.OPENAI_COMPLETIONS, members));
        assertEquals(200, most(Endpoint.OPENAI_CHAT, members));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.0", "\"2\"", "true", "[]", "{}", "1025", "1e2"})
    void aNumberOfAnswersThatMakesNoSenseIsRefused(String odd) {
        for (String name : new String[] {"n", "best_of"}) {
            var refused =
                    assertThrows(
                            RelayException.class,
                            () -> bound(Endpoint.OPENAI_CHAT, "\"" + name + "\":" + odd));
            assertEquals(name, assertInstanceOf(Malformed.class, refused.failure()).field());
        }
    }

    @Test
    void thinkingIsPartOfTheLimitUnlessItsBudgetIsLarger() {
        String thinking =
                "\"max_tokens\":1000,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":%s}";
        assertEquals(1_000, most(Endpoint.ANTHROPIC_MESSAGES, thinking.formatted("999")));
        assertEquals(6_000, most(Endpoint.ANTHROPIC_MESSAGES, thinking.formatted("5000")));
        assertEquals(
                1_000 + MODEL, most(Endpoint.ANTHROPIC_MESSAGES, thinking.formatted("\"5000\"")));
        assertEquals(
                1_000,
                most(
                        Endpoint.ANTHROPIC_MESSAGES,
                        "\"max_tokens\":1000,\"thinking\":{\"type\":\"adaptive\"}"));
    }

    @Test
    void whereThoughtsStandBesideTheLimitTheyAreAdded() {
        assertEquals(350, most(Endpoint.OPENAI_CHAT, "\"max_tokens\":100,\"thinking_budget\":250"));
        assertEquals(
                100 + MODEL,
                most(Endpoint.OPENAI_CHAT, "\"max_tokens\":100,\"enable_thinking\":true"));
        assertEquals(
                100, most(Endpoint.OPENAI_CHAT, "\"max_tokens\":100,\"enable_thinking\":false"));
        OutputBound bound = bound(Endpoint.OPENAI_CHAT, "\"max_tokens\":100");
        assertEquals(100 + MODEL, bound.thinkingWith("dashscope").most(MODEL));
        assertEquals(100, bound.thinkingWith("openai").most(MODEL));
    }

    @Test
    void nothingIsHeldBeyondMeasure() {
        String members = "\"max_tokens\":100000000,\"n\":1024,\"thinking_budget\":100000000";
        assertEquals(OutputBound.MOST, most(Endpoint.OPENAI_CHAT, members));
    }

    @Test
    void whatWritesNothingIsBoundedByNothing() {
        assertEquals(0, OutputBound.NOTHING.most(MODEL));
        assertFalse(Endpoint.OPENAI_EMBEDDINGS.writes());
        assertFalse(Endpoint.ANTHROPIC_COUNT_TOKENS.writes());
        assertTrue(Endpoint.OPENAI_COMPLETIONS.writes());
    }
}
