package dev.airelay.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.failure.CallerFault.Malformed;
import dev.airelay.failure.RelayException;
import dev.airelay.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemandTest {

    private static Demand demand(Endpoint endpoint, String members) {
        return Demand.of(endpoint, JsonObject.read(("{" + members + "}").getBytes(UTF_8)), "m");
    }

    private static void refused(String field, String members) {
        for (Endpoint endpoint : Endpoint.values()) {
            var refused =
                    assertThrows(
                            RelayException.class,
                            () -> demand(endpoint, members),
                            endpoint + " " + members);
            assertEquals(field, assertInstanceOf(Malformed.class, refused.failure()).field());
        }
    }

    // --- names ---

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Model",
                "MODEL",
                "mOdel",
                "Stream",
                "STREAM",
                "N",
                "Messages",
                "Input",
                "Prompt",
                "Max_Tokens",
                "max_Completion_tokens",
                "Max_Output_Tokens",
                "N_predict",
                "Best_of",
                "Service_Tier",
                "Tools",
                "Speed",
                "Models",
                "Route",
                "Fallbacks",
                "Thinking",
                "Reasoning_Effort",
                "Max_Tool_Calls",
                "Stream_Options",
                "Web_Search_Options",
                "me\u017F\u017Fages",
                "max_to\u212Aens",
                "\u017Ftream",
                "tool\u017F",
                "\u0130nput",
                "serv\u0131ce_tier",
                " model",
                "model ",
                "\tn",
                "n "
            })
    void aGovernedNameInAnotherCaseIsRefused(String name) {
        refused(name, "\"model\":\"m\",\"" + name.replace("\t", "\\t") + "\":1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"metadata", "models_", "User", "Temperature", "", "é", "mo del", "tool"})
    void otherNamesPass(String name) {
        demand(Endpoint.OPENAI_CHAT, "\"model\":\"m\",\"" + name + "\":1");
    }

    // --- tools ---

    @Test
    void toolsOfTheUpstreamsAreCountedByTheNamesOfPrices() {
        var tools =
                demand(
                                Endpoint.OPENAI_RESPONSES,
                                "\"max_tool_calls\":4,\"tools\":[{\"type\":\"web_search_preview_2025_03_11\"},"
                                        + "{\"type\":\"file_search\"},{\"type\":\"code_interpreter\",\"container\":{\"type\":\"auto\"}},"
                                        + "{\"type\":\"image_generation\",\"model\":\"gpt-image-1\"},{\"type\":\"function\",\"name\":\"f\"},"
                                        + "{\"type\":\"custom\"},7]")
                        .tools();
        assertEquals(
                Map.of(
                        "web_search", Allowance.of(4),
                        "file_search", Allowance.of(4),
                        "code_execution", Allowance.of(4),
                        "image", Allowance.of(4)),
                tools.most());
        assertEquals(Set.of(), tools.models());
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999999999999", "1844674407370956", "2000000000"})
    void moreUsesThanAnyAnswerCanMakeAreReckonedWith(String calls) {
        String tools = "{\"type\":\"web_search\"},".repeat(10) + "{\"type\":\"web_search\"}";
        assertEquals(
                Map.of("web_search", Allowance.of(1_000_000_000)),
                demand(
                                Endpoint.OPENAI_RESPONSES,
                                "\"max_tool_calls\":" + calls + ",\"tools\":[" + tools + "]")
                        .tools()
                        .most());
    }

    /// Some server reads each of these as a thousand, and another one not at all.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e3",
                "1000.0",
                "\"1000\"",
                "\" 1000 \"",
                "999.01",
                "1E+3",
                "\"1_000\"",
                "\"0x3e8\"",
                "\"+1000\"",
                "\"０１０００\""
            })
    void oddlyWrittenCapsAreReckonedWithBothWays(String cap) {
        String search = "\"tools\":[{\"type\":\"web_search\"%s}]";
        var responses =
                demand(
                        Endpoint.OPENAI_RESPONSES,
                        "\"max_tool_calls\":" + cap + "," + search.formatted(""));
        assertEquals(1_010, responses.tools().most("web_search", 10));
        var messages =
                demand(Endpoint.ANTHROPIC_MESSAGES, search.formatted(",\"max_uses\":" + cap));
        assertEquals(1_010, messages.tools().most("web_search", 10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-1", "-1e3", "true", "[]", "{}", "null", "\"\"", "\"all\"", "\"NaN\""})
    void whatIsNoCapIsAsGoodAsNone(String cap) {
        String search = "\"tools\":[{\"type\":\"web_search\"%s}]";
        for (Demand demand :
                List.of(
                        demand(
                                Endpoint.OPENAI_RESPONSES,
                                "\"max_tool_calls\":" + cap + "," + search.formatted("")),
                        demand(
                                Endpoint.ANTHROPIC_MESSAGES,
                                search.formatted(",\"max_uses\":" + cap)))) {
            assertEquals(10, demand.tools().most("web_search", 10));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e19", "1e400", "1e999999999", "99999999999999999999", "10000000000"})
    void capsBeyondReasonAreStillBounds(String cap) {
        var demand =
                demand(
                        Endpoint.ANTHROPIC_MESSAGES,
                        "\"tools\":[{\"type\":\"web_search\",\"max_uses\":" + cap + "}]");
        assertEquals(1_000_000_000, demand.tools().most("web_search", 10));
    }

    /// Rounding such a number would take hours.
    @Test
    void aCapCloseToNothingIsOne() {
        var demand =
                demand(
                        Endpoint.ANTHROPIC_MESSAGES,
                        "\"tools\":[{\"type\":\"web_search\",\"max_uses\":1e-999999999}]");
        assertEquals(11, demand.tools().most("web_search", 10));
    }

    /// The longest number that this parser takes has 1,000 digits; a text may be longer.
    @ParameterizedTest
    @ValueSource(ints = {401, 1_000, 100_000})
    void longCapsAreStillBounds(int digits) {
        String number = "1".repeat(Math.min(digits, 1_000));
        String text = "\"" + "0".repeat(digits) + "1\"";
        for (String cap : List.of(number, text)) {
            var demand =
                    demand(
                            Endpoint.ANTHROPIC_MESSAGES,
                            "\"tools\":[{\"type\":\"web_search\",\"max_uses\":" + cap + "}]");
            assertEquals(1_000_000_000, demand.tools().most("web_search", 10));
        }
    }

    @Test
    void twoToolsOfAKindAreTwoAllowances() {
        var demand =
                demand(
                        Endpoint.ANTHROPIC_MESSAGES,
                        "\"tools\":[{\"type\":\"web_search\",\"max_uses\":5},{\"type\":\"web_search\"}]");
        assertEquals(15, demand.tools().most("web_search", 10));
    }

    @Test
    void messagesBoundEachToolByItself() {
        var tools =
                demand(
                                Endpoint.ANTHROPIC_MESSAGES,
                                "\"max_tool_calls\":1,\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\",\"max_uses\":5},"
                                        + "{\"type\":\"web_search_20260209\",\"max_uses\":2},{\"max_uses\":3,\"type\":\"web_fetch_20250910\"},"
                                        + "{\"type\":\"code_execution_20250825\",\"max_uses\":\"3\"},{\"name\":\"mine\",\"input_schema\":{\"type\":\"object\"}},"
                                        + "{\"type\":\"advisor_20260301\",\"model\":\"big\"}]")
                        .tools();
        assertEquals(
                Map.of(
                        "web_search",
                        Allowance.of(7),
                        "web_fetch",
                        Allowance.of(3),
                        "code_execution",
                        new Allowance(3, 1),
                        "advisor",
                        Allowance.UNSAID),
                tools.most());
        assertEquals(Set.of("big"), tools.models());
        assertEquals(7, tools.most("web_search", 10));
        assertEquals(13, tools.most("code_execution", 10));
        assertEquals(0, tools.most("image", 10));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"web_search_options\":{}',web_search,-1",
        "'\"enable_search\":true',web_search,-1",
        "'\"plugins\":[{\"id\":\"web\"}]',web_search,-1",
        "'\"search_parameters\":{\"mode\":\"auto\"}',source,20",
        "'\"search_parameters\":{\"max_search_results\":7}',source,7"
    })
    void searchesAreAskedForInOtherWaysToo(String members, String use, long most) {
        var expected = most < 0 ? Allowance.UNSAID : Allowance.of(most);
        assertEquals(Map.of(use, expected), demand(Endpoint.OPENAI_CHAT, members).tools().most());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"web_search_options\":null",
                "\"enable_search\":false",
                "\"tools\":null",
                "\"tools\":[]",
                "\"tools\":{}"
            })
    void whatIsSwitchedOffUsesNothing(String members) {
        assertEquals(ServerTools.NONE, demand(Endpoint.OPENAI_CHAT, members).tools());
    }

    // --- tiers ---

    @Test
    void tiersBesideTheUsualOnesAreAskedFor() {
        assertEquals(
                List.of(
                        new AskedTiers.Tier("service_tier", "priority"),
                        new AskedTiers.Tier("speed", "fast"),
                        new AskedTiers.Tier("inference_geo", "us")),
                demand(
                                Endpoint.ANTHROPIC_MESSAGES,
                                "\"inference_geo\":\"us\",\"speed\":\"fast\",\"service_tier\":\"priority\"")
                        .tiers()
                        .asked());
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "default", "standard", "standard_only", "on_demand"})
    void theUsualTiersAreNone(String word) {
        assertEquals(
                AskedTiers.USUAL,
                demand(Endpoint.OPENAI_CHAT, "\"service_tier\":\"" + word + "\"").tiers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "true", "[\"priority\"]", "{}"})
    void aTierThatIsNoWordIsRefused(String odd) {
        refused("service_tier", "\"service_tier\":" + odd);
        refused("speed", "\"speed\":" + odd);
    }

    // --- other models ---

    @Test
    void modelsThatTheUpstreamMayChooseAreRead() {
        assertEquals(
                Set.of("a/b", "c", "d", "e"),
                demand(
                                Endpoint.OPENAI_CHAT,
                                "\"route\":\"fallback\",\"models\":[\"a/b\",\"c\"],\"fallbacks\":[\"c\",{\"model\":\"d\",\"x\":[1]}],"
                                        + "\"fallback_models\":[\"e\"]")
                        .others());
        assertEquals(
                Set.of(), demand(Endpoint.OPENAI_CHAT, "\"models\":null,\"route\":null").others());
    }

    @ParameterizedTest
    @CsvSource({
        "route,'\"route\":\"fallback\"'",
        "models,'\"models\":\"a,b\"'",
        "models,'\"models\":{\"a\":1}'",
        "models,'\"models\":[1]'",
        "models,'\"models\":[[\"a\"]]'",
        "models,'\"models\":[{\"name\":\"a\"}]'",
        "fallbacks,'\"fallbacks\":\"default\"'",
        "fallbacks,'\"fallbacks\":[{\"model\":\"a\",\"max_tokens\":9}]'",
        "fallbacks,'\"fallbacks\":[{\"model\":\"a\",\"Speed\":\"fast\"}]'",
        "context_window_fallbacks,'\"context_window_fallbacks\":[{\"a\":[\"b\"]}]'",
        "model_list,'\"model_list\":[]'",
        "extra_body,'\"extra_body\":{\"max_tokens\":9}'",
        "extra_body,'\"extra_body\":{\"Models\":[\"a\"]}'",
        "providerOptions,'\"providerOptions\":{\"gateway\":{\"models\":[\"a\"]}}'"
    })
    void whatNobodyCanReadIsRefused(String field, String members) {
        refused(field, members);
    }

    @Test
    void harmlessThingsInWrappersPass() {
        demand(
                Endpoint.OPENAI_CHAT,
                "\"extra_body\":{\"top_k\":5},\"providerOptions\":{\"gateway\":{\"order\":[\"x\"]}}");
    }

    // --- thoughts, and the life of a cache ---

    @ParameterizedTest
    @CsvSource({
        "'\"reasoning_effort\":\"low\"',true",
        "'\"reasoning_effort\":\"none\"',false",
        "'\"reasoning\":{\"effort\":\"high\"}',true",
        "'\"reasoning\":{\"effort\":\"none\"}',false",
        "'\"reasoning\":{}',true",
        "'\"thinking\":{\"type\":\"adaptive\"}',true",
        "'\"thinking\":{\"type\":\"disabled\"}',false",
        "'\"enable_thinking\":true',true",
        "'\"enable_thinking\":false',false",
        "'\"thinking_budget\":9',true",
        "'\"thinking\":null',false"
    })
    void thoughtsAreAskedFor(String members, boolean thinks) {
        assertEquals(thinks, demand(Endpoint.OPENAI_CHAT, members).thinks());
    }

    @ParameterizedTest
    @CsvSource({
        "'\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}',true",
        "'\"messages\":[{\"content\":[{\"cache_control\":{\"ttl\" : \"1h\"}}]}]',true",
        "'\"tools\":[{\"cache_control\":{\"t\\u0074l\":\"1h\"}}]',true",
        "'\"cache_control\":{\"ttl\":\"5m\"}',false",
        "'\"cache_control\":{\"type\":\"ephemeral\"}',false",
        "'\"messages\":\"ttl 1h\"',false"
    })
    void anHourInTheCacheIsAskedFor(String members, boolean hour) {
        assertEquals(hour, demand(Endpoint.ANTHROPIC_MESSAGES, members).keepsForAnHour());
        assertEquals(hour, demand(Endpoint.OPENAI_CHAT, members).keepsForAnHour());
    }
}
