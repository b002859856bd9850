package dev.airelay.dialect;

import static dev.airelay.dialect.VendorReports.call;
import static dev.airelay.dialect.VendorReports.reported;
import static dev.airelay.dialect.VendorReports.responses;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.airelay.dialect.openairesponses.ResponsesUpstream;
import dev.airelay.usage.Metered;
import dev.airelay.usage.Uses;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What reports and items of Responses become; see [VendorUsageTest].
class ResponsesUsageTest {
    @Test
    void aResponseReports() {
        reported(
                responses(
                        "\"usage\":{\"input_tokens\":75,\"input_tokens_details\":{\"cached_tokens\":32},\"output_tokens\":1186,\"output_tokens_details\":{\"reasoning_tokens\":1024},\"total_tokens\":1261}"),
                43,
                32,
                0,
                0,
                1186,
                1024);
        assertEquals("flex", responses("\"service_tier\":\"flex\",\"output\":[]").tier());
    }

    @ParameterizedTest
    @ValueSource(strings = {"queued", "in_progress"})
    void aResponseThatHasNotBegunUsesNothing(String status) {
        assertEquals(
                Metered.NOTHING,
                new ResponsesUpstream()
                        .readUsage(
                                call(Endpoint.OPENAI_RESPONSES, "{}"),
                                ("{\"object\":\"response\",\"status\":\""
                                                + status
                                                + "\",\"background\":true,\"output\":[],\"usage\":null}")
                                        .getBytes(UTF_8)));
    }

    @Test
    void itemsOfAResponseAreUses() {
        String output =
                """
                "output":[
                {"type":"reasoning","id":"rs_1","summary":[]},
                {"type":"web_search_call","status":"completed","action":{"type":"search","query":"q"}},
                {"type":"web_search_call","status":"completed","action":{"type":"open_page","url":"u"}},
                {"type":"web_search_call","status":"completed","action":{"type":"search","query":"q"}},
                {"type":"file_search_call","queries":["q"],"results":[{"text":"not the model's"}]},
                {"type":"code_interpreter_call","code":"1","container_id":"c1","outputs":null},
                {"type":"code_interpreter_call","code":"2","container_id":"c1","outputs":null},
                {"type":"image_generation_call","status":"completed","result":"iVBORw0KGgo"}],
                "usage":{"input_tokens":1,"output_tokens":2}
                """;
        assertEquals(
                new Uses(
                        Map.of(
                                "web_search",
                                2L,
                                "file_search",
                                1L,
                                "code_execution",
                                1L,
                                "image",
                                1L)),
                responses(output).uses());
    }

    @Test
    void whatReportAndItemsBothCountIsCountedOnce() {
        String members =
                """
                "output":[{"type":"web_search_call","action":{"type":"search"}}],
                "usage":{"input_tokens":1,"output_tokens":2,"num_server_side_tools_used":4,"cost_in_usd_ticks":292331500,
                "server_side_tool_usage_details":{"web_search_calls":1,"x_search_calls":3,"code_interpreter_calls":0,"image_generation_calls":1}}
                """;
        assertEquals(
                new Uses(
                        Map.of(
                                "web_search",
                                1L,
                                "x_search",
                                3L,
                                "image",
                                1L,
                                "upstream_cost_nanos",
                                29_233_150L)),
                responses(members).uses());
    }
}
