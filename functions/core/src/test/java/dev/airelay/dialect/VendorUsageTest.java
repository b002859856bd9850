package dev.airelay.dialect;

import static dev.airelay.dialect.VendorReports.ESTIMATE;
import static dev.airelay.dialect.VendorReports.HELLO;
import static dev.airelay.dialect.VendorReports.call;
import static dev.airelay.dialect.VendorReports.chat;
import static dev.airelay.dialect.VendorReports.counted;
import static dev.airelay.dialect.VendorReports.messages;
import static dev.airelay.dialect.VendorReports.reported;
import static dev.airelay.dialect.VendorReports.responses;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.airelay.dialect.anthropic.AnthropicUpstream;
import dev.airelay.dialect.openaichat.OpenAiChatUpstream;
import dev.airelay.usage.Metered;
import dev.airelay.usage.Uses;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules by which a report becomes tokens, uses and a tier. `docs/dialects/usage.md` has the
/// table.
class VendorUsageTest {
    // --- parts and wholes ---

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'prompt_tokens':2989,'completion_tokens':40,'total_tokens':3029,'cached_tokens':2900}|89|2900|0|0|40|0",
                "{'prompt_tokens':100,'completion_tokens':7,'prompt_cache_hit_tokens':64,'prompt_cache_miss_tokens':36}|36|64|0|0|7|0",
                "{'completion_tokens':7,'prompt_cache_hit_tokens':64,'prompt_cache_miss_tokens':36}|36|64|0|0|7|0",
                "{'prompt_tokens':9080,'completion_tokens':5,'total_tokens':9085,'prompt_tokens_details':{'cached_tokens':0,'cache_write_tokens':9077}}|3|0|9077|0|5|0",
                "{'prompt_tokens':1827,'completion_tokens':511,'total_tokens':2338,'prompt_tokens_details':{'cached_tokens':1486,'cache_creation_input_tokens':335,'cache_creation':{'ephemeral_5m_input_tokens':335}}}|6|1486|335|0|511|0",
                "{'prompt_tokens':2006,'completion_tokens':300,'total_tokens':2306,'prompt_tokens_details':{'cached_tokens':1920},'cache_read_input_tokens':1920,'cache_creation_input_tokens':0}|86|1920|0|0|300|0",
                "{'prompt_tokens':10,'completion_tokens':5,'total_tokens':315,'completion_tokens_details':{'reasoning_tokens':300}}|10|0|0|0|305|300",
                "{'prompt_tokens':32,'completion_tokens':9,'total_tokens':135,'prompt_tokens_details':{'cached_tokens':6},'completion_tokens_details':{'reasoning_tokens':94},'num_sources_used':0}|26|6|0|0|103|94",
                "{'prompt_tokens':20,'completion_tokens':198,'total_tokens':623}|20|0|0|0|603|405",
                "{'prompt_tokens':21,'completion_tokens':0,'total_tokens':81,'completion_tokens_details':{'reasoning_tokens':60}}|21|0|0|0|60|60",
                "{'prompt_tokens':89,'completion_tokens':40,'total_tokens':3029,'prompt_tokens_details':{'cached_tokens':2900}}|89|2900|0|0|40|0",
                "{'prompt_tokens':10,'completion_tokens':5,'total_tokens':115,'prompt_tokens_details':{'cached_tokens':40},'completion_tokens_details':{'reasoning_tokens':60}}|10|40|0|0|65|60",
                "{'prompt_tokens':10,'completion_tokens':200,'total_tokens':210,'reasoning_tokens':150}|10|0|0|0|200|150",
                "{'prompt_tokens':1188,'completion_tokens':4240,'total_tokens':5428,'citation_tokens':8014,'num_search_queries':54,'reasoning_tokens':92431}|9202|0|0|0|96671|92431",
                "{'prompt_tokens':12.0,'completion_tokens':'7','total_tokens':'19'}|12|0|0|0|7|0",
                "{'input_tokens':77,'output_tokens':5,'total_tokens':82}|77|0|0|0|5|0",
                "{'tokens':{'input_tokens':77,'output_tokens':5},'billed_units':{'input_tokens':70,'output_tokens':5}}|77|0|0|0|5|0",
                "{'promptTokenCount':21,'candidatesTokenCount':4,'thoughtsTokenCount':60,'totalTokenCount':85}|21|0|0|0|64|60",
                "{'prompt_tokens':77,'total_tokens':82}|77|0|0|0|5|0",
                "{'completion_tokens':5,'total_tokens':82}|77|0|0|0|5|0",
                "{'prompt_tokens':0,'completion_tokens':5,'total_tokens':82}|77|0|0|0|5|0",
            })
    void chatReports(
            String usage, long input, long read, long five, long hour, long out, long thought) {
        reported(chat(usage.replace('\'', '"')), input, read, five, hour, out, thought);
    }

    /// A part that is larger than its whole corrects the whole.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'prompt_tokens':10,'completion_tokens':5,'total_tokens':15,'prompt_tokens_details':{'cached_tokens':100}}|0|100|5|0",
                "{'prompt_tokens':10,'completion_tokens':5,'total_tokens':15,'completion_tokens_details':{'reasoning_tokens':300}}|10|0|300|300",
                "{'prompt_tokens':10,'completion_tokens':5,'total_tokens':3}|10|0|5|0",
            })
    void contradictions(String usage, long input, long read, long out, long thought) {
        reported(chat(usage.replace('\'', '"')), input, read, 0, 0, out, thought);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{\"tokens_used\":12}",
                "{\"prompt_tokens\":0,\"completion_tokens\":0,\"total_tokens\":0}",
                "{\"prompt_tokens\":null,\"completion_tokens\":null}",
                "{\"prompt_tokens\":-5,\"completion_tokens\":-1}",
                "{\"prompt_tokens\":\"many\",\"completion_tokens\":true}",
                "{\"prompt_tokens\":1e30,\"completion_tokens\":99999999999999999999}",
                "{\"prompt_tokens\":1e-999999999,\"completion_tokens\":1e999999999}",
                "[1,2]",
                "\"none\"",
            })
    void whatSaysNothingIsCounted(String usage) {
        counted(chat(usage), ESTIMATE, HELLO);
        counted(messages(usage), ESTIMATE, HELLO);
        String output =
                "\"output\":[{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"Hello\"}]}],";
        counted(responses(output + "\"usage\":" + usage), ESTIMATE, HELLO);
    }

    @Test
    void whatIsMissingIsCounted() {
        counted(chat("{\"prompt_tokens\":77,\"completion_tokens\":0}"), 77, HELLO);
        counted(chat("{\"prompt_tokens\":77}"), 77, HELLO);
        counted(chat("{\"completion_tokens\":5}"), ESTIMATE, 5);
        counted(messages("{\"input_tokens\":77}"), 77, HELLO);
        counted(messages("{\"output_tokens\":5}"), ESTIMATE, 5);
    }

    @Test
    void ofATotalAloneTheRestIsOutput() {
        counted(chat("{\"total_tokens\":5000}"), ESTIMATE, 4_000);
        counted(chat("{\"total_tokens\":500}"), 498, HELLO);
    }

    @Test
    void anAnswerThatWroteNothingIsAllInput() {
        var embeddings = call(Endpoint.OPENAI_EMBEDDINGS, "{}");
        String data = "{\"object\":\"list\",\"data\":[{\"embedding\":[0.1]}],\"usage\":";
        var upstream = new OpenAiChatUpstream();

        reported(
                upstream.readUsage(
                        embeddings,
                        (data + "{\"prompt_tokens\":8,\"total_tokens\":8}}").getBytes(UTF_8)),
                8,
                0,
                0,
                0,
                0,
                0);
        counted(
                upstream.readUsage(embeddings, (data + "{\"total_tokens\":8}}").getBytes(UTF_8)),
                8,
                0);
        counted(upstream.readUsage(embeddings, (data + "null}").getBytes(UTF_8)), ESTIMATE, 0);
    }

    @Test
    void reportsStandWhereVendorsPutThem() {
        var upstream = new OpenAiChatUpstream();
        var call = call(Endpoint.OPENAI_CHAT, "{}");
        String usage = "{\"prompt_tokens\":77,\"completion_tokens\":5,\"total_tokens\":82}";
        for (String body :
                new String[] {
                    "{\"choices\":[{\"message\":{\"content\":\"Hello\"},\"usage\":" + usage + "}]}",
                    "{\"choices\":[{\"message\":{\"content\":\"Hello\"}}],\"x_groq\":{\"usage\":"
                            + usage
                            + "}}",
                    "{\"choices\":[{\"message\":{\"content\":\"Hello\"}}],\"prompt_eval_count\":77,\"eval_count\":5}",
                    "{\"choices\":[{\"message\":{\"content\":\"Hello\"}}],\"usageMetadata\":{\"promptTokenCount\":77,\"candidatesTokenCount\":5}}",
                }) {
            reported(upstream.readUsage(call, body.getBytes(UTF_8)), 77, 0, 0, 0, 5, 0);
        }
        reported(
                upstream.readUsage(
                        call,
                        "{\"choices\":[{\"message\":{\"content\":\"Hello\"}}],\"timings\":{\"cache_n\":236,\"prompt_n\":1,\"predicted_n\":35}}"
                                .getBytes(UTF_8)),
                1,
                236,
                0,
                0,
                35,
                0);
    }

    /// A tool's arguments may be about usage too.
    @Test
    void argumentsOfToolsAreNoReport() {
        counted(
                new AnthropicUpstream()
                        .readUsage(
                                call(Endpoint.ANTHROPIC_MESSAGES, "{}"),
                                "{\"content\":[{\"input\":{\"usage\":{\"output_tokens\":9}}}]}"
                                        .getBytes(UTF_8)),
                ESTIMATE,
                12);
    }

    // --- Anthropic ---

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'input_tokens':10,'output_tokens':20,'cache_read_input_tokens':7,'cache_creation_input_tokens':5000,'cache_creation':{'ephemeral_5m_input_tokens':0,'ephemeral_1h_input_tokens':0}}|10|7|5000|0|20",
                "{'input_tokens':10,'output_tokens':20,'cache_creation_input_tokens':50,'cache_creation':{'ephemeral_5m_input_tokens':20,'ephemeral_1h_input_tokens':30}}|10|0|20|30|20",
                "{'input_tokens':10,'output_tokens':20,'cache_creation_input_tokens':50,'cache_creation':{'ephemeral_1h_input_tokens':30}}|10|0|20|30|20",
                "{'input_tokens':10,'output_tokens':20,'cache_creation':{'ephemeral_5m_input_tokens':20,'ephemeral_1h_input_tokens':30}}|10|0|20|30|20",
                "{'input_tokens':0,'output_tokens':20,'cache_read_input_tokens':700}|0|700|0|0|20",
                "{'input_tokens':23000,'output_tokens':1000,'iterations':[{'type':'compaction','input_tokens':180000,'output_tokens':3500},{'type':'message','input_tokens':23000,'output_tokens':1000}]}|203000|0|0|0|4500",
                "{'input_tokens':412,'output_tokens':531,'cache_read_input_tokens':0,'iterations':[{'type':'message','input_tokens':412,'output_tokens':89},{'type':'advisor_message','model':'claude-fable-5','input_tokens':823,'output_tokens':1612},{'type':'message','input_tokens':1348,'cache_read_input_tokens':412,'output_tokens':442}]}|2583|412|0|0|2143",
                "{'input_tokens':3,'output_tokens':527,'cache_read_input_tokens':9493,'cache_creation_input_tokens':2849,'cache_creation':{'ephemeral_1h_input_tokens':2849,'ephemeral_5m_input_tokens':0},'iterations':[{'type':'message','input_tokens':3,'output_tokens':527,'cache_read_input_tokens':9493,'cache_creation_input_tokens':2849,'cache_creation':{'ephemeral_5m_input_tokens':0,'ephemeral_1h_input_tokens':2849}}]}|3|9493|0|2849|527",
                "{'input_tokens':50,'output_tokens':70,'iterations':[{'type':'message','input_tokens':900,'output_tokens':0},{'type':'fallback_message','input_tokens':50,'output_tokens':70}]}|50|0|0|0|70",
                "{'input_tokens':50,'output_tokens':70,'iterations':[]}|50|0|0|0|70",
            })
    void messagesReports(String usage, long input, long read, long five, long hour, long out) {
        reported(messages(usage.replace('\'', '"')), input, read, five, hour, out, 0);
    }

    @Test
    void serverToolsAreUses() {
        Metered metered =
                messages(
                        "{\"input_tokens\":105,\"output_tokens\":6039,\"server_tool_use\":{\"web_search_requests\":3,\"web_fetch_requests\":0,\"code_execution_requests\":2}}");
        assertEquals(new Uses(Map.of("web_search", 3L, "code_execution", 2L)), metered.uses());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'service_tier':'standard','speed':'standard','inference_geo':'global'}|standard",
                "{'service_tier':'priority'}|priority",
                "{'service_tier':'standard','speed':'fast','inference_geo':'not_available'}|fast",
                "{'service_tier':'standard','inference_geo':'us'}|us",
                "{'service_tier':'priority','speed':'fast','inference_geo':'us'}|priority+fast+us",
                "{'service_tier':null,'speed':null}|''",
            })
    void theTierIsTold(String usage, String tier) {
        assertEquals(tier, messages(usage.replace('\'', '"')).tier());
    }

    // --- other uses ---

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'cost':0.00215798|upstream_cost_nanos|2157980",
                "'cost':7.634e-05|upstream_cost_nanos|76340",
                "'cost':{'input_tokens_cost':0.002,'total_cost':0.59962}|upstream_cost_nanos|599620000",
                "'num_search_queries':54|web_search|54",
                "'num_sources_used':7|source|7",
                "'plugins':{'search':{'count':2}}|web_search|2",
                "'server_tool_use':{'web_search_requests':2}|web_search|2",
                "'prompt_audio_seconds':203|audio_second|203",
                "'type':'duration','seconds':11.2|audio_second|12",
                "'generated_images':1|image|1",
            })
    void whatIsPaidByUseIsCounted(String members, String use, long count) {
        Metered metered =
                chat(
                        ("{'prompt_tokens':1,'completion_tokens':2," + members + "}")
                                .replace('\'', '"'));
        assertEquals(Uses.of(use, count), metered.uses());
    }

    /// What OpenAI says of it,
    /// https://platform.openai.com/docs/guides/tools-web-search?api-mode=chat, was not read.
    @Test
    void aChatThatSearchesForEachCallIsOneSearch() {
        String cites =
                "{\"choices\":[{\"message\":{\"content\":\"Hello\",\"annotations\":[{\"type\":\"url_citation\",\"url_citation\":{\"url\":\"u\",\"title\":\"t\"}}]}}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2}}";
        var upstream = new OpenAiChatUpstream();

        assertEquals(
                Uses.of("web_search", 1),
                upstream.readUsage(
                                call(Endpoint.OPENAI_CHAT, "{\"web_search_options\":{}}"),
                                cites.getBytes(UTF_8))
                        .uses());
        assertEquals(
                Uses.of("web_search", 1),
                upstream.readUsage(
                                call(Endpoint.OPENAI_CHAT, "{}", "gpt-4o-search-preview"),
                                cites.getBytes(UTF_8))
                        .uses());
        assertEquals(
                Uses.NONE,
                upstream.readUsage(call(Endpoint.OPENAI_CHAT, "{}"), cites.getBytes(UTF_8)).uses());
        assertEquals(
                Uses.NONE,
                upstream.readUsage(
                                call(Endpoint.OPENAI_CHAT, "{\"web_search_options\":null}"),
                                cites.getBytes(UTF_8))
                        .uses());
    }
}
