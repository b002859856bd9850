package dev.airelay.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.dialect.anthropic.AnthropicUpstream;
import dev.airelay.dialect.openaichat.OpenAiChatUpstream;
import dev.airelay.dialect.openairesponses.ResponsesUpstream;
import dev.airelay.http.Headers;
import dev.airelay.json.JsonObject;
import dev.airelay.sse.SseParser;
import dev.airelay.usage.Metered;
import dev.airelay.usage.Source;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What of an answer without usage is counted: what the model wrote, once, and nothing beside it.
///
/// A `$` in these cases is a text of forty digits.
class TextCountingTest {
    private static final String FORTY = "0123456789012345678901234567890123456789";

    private static Call call(Endpoint endpoint) {
        var body = JsonObject.read("{}".getBytes(UTF_8));
        return new Call(endpoint, body, "", Headers.none(), "m", true, 1, Demand.NOTHING);
    }

    private static UpstreamDialect upstream(Endpoint endpoint) {
        return switch (endpoint) {
            case ANTHROPIC_MESSAGES, ANTHROPIC_COUNT_TOKENS -> new AnthropicUpstream();
            case OPENAI_RESPONSES -> new ResponsesUpstream();
            default -> new OpenAiChatUpstream();
        };
    }

    private static long piece(Endpoint endpoint, String body) {
        Metered metered =
                upstream(endpoint).readUsage(call(endpoint), filled(body).getBytes(UTF_8));
        assertEquals(Source.COUNTED, metered.source());
        return metered.tokens().output();
    }

    /// Within two tokens, since texts that meet are not those that stand apart.
    private static void wrote(String written, long tokens) {
        var expected = new TextTokens();
        byte[] text = filled(written).getBytes(UTF_8);
        expected.add(text, 0, text.length);
        assertTrue(
                Math.abs(expected.tokens() - tokens) <= 2,
                () -> written + ": " + tokens + " in place of " + expected.tokens());
    }

    private static String filled(String json) {
        return json.replace('\'', '"').replace("$", FORTY);
    }

    private static StreamTap stream(Endpoint endpoint, List<String> frames) throws IOException {
        StreamTap tap = upstream(endpoint).openTap(call(endpoint));
        var parser = new SseParser();
        for (String frame : frames) {
            byte[] bytes = ("data: " + filled(frame) + "\n\n").getBytes(UTF_8);
            parser.feed(
                    bytes,
                    0,
                    bytes.length,
                    whole -> assertTrue(tap.see(whole) != StreamTap.Verdict.FAILED, frame));
        }
        return tap;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'content':'$'}|$",
                "{'content':[{'type':'text','text':'$'}]}|$",
                "{'refusal':'$','content':null}|$",
                "{'content':'','reasoning_content':'$'}|$",
                "{'reasoning':'$'}|$",
                "{'reasoning':{'text':'$'}}|$",
                "{'reasoning':'$','reasoning_details':[{'type':'reasoning.text','text':'$','signature':'$$$$'}]}|$",
                "{'reasoning':'$','reasoning_content':'$'}|$",
                "{'reasoning_details':[{'type':'reasoning.summary','summary':'$'},{'type':'reasoning.encrypted','data':'$$$$$'}]}|$",
                "{'reasoning_content':'$','thinking_blocks':[{'type':'thinking','thinking':'$','signature':'$$'}]}|$",
                "{'content':[{'type':'thinking','thinking':[{'type':'text','text':'$'}]},{'type':'text','text':'$'}]}|$$",
                "{'reasoning_content':'$','content':'$'}|$$",
                "{'tool_calls':[{'id':'call_$$','type':'function','function':{'name':'look','arguments':'$'}}]}|look$",
                "{'tool_calls':[{'index':0,'function':{'name':'','arguments':{'a':'0123456789'}}}]}|{'a':'0123456789'}",
                "{'tool_calls':[{'type':'custom','custom':{'name':'look','input':'$'}}]}|look$",
                "{'function_call':{'name':'look','arguments':'$'}}|look$",
                "{'audio':{'id':'$','data':'$$$$$$$$','transcript':'$'}}|$",
                "{'content':'$','annotations':[{'type':'url_citation','url_citation':{'content':'$$$','title':'$'}}]}|$",
                "{'content':'$','images':[{'type':'image_url','image_url':{'url':'data:$$$$'}}]}|$",
                "{'content':'0123\\u4f60\\u597d\\u00e9\\n'}|0123你好é",
                "{'content':'\\ud83d\\ude42'}|🙂",
                "{'content':'\\\\a\\\\b'}|\\\\a\\\\b",
            })
    void ofAChat(String message, String written) throws IOException {
        String choice =
                "'index':0,'finish_reason':'stop','logprobs':{'content':[{'token':'$','bytes':[1],'top_logprobs':[{'token':'$'}]}]}";
        wrote(
                written,
                piece(
                        Endpoint.OPENAI_CHAT,
                        "{'id':'$','model':'$','choices':[{'message':"
                                + message
                                + ","
                                + choice
                                + "}]}"));
        wrote(
                written,
                stream(
                                Endpoint.OPENAI_CHAT,
                                List.of(
                                        "{'id':'$','choices':[{'delta':"
                                                + message
                                                + ","
                                                + choice
                                                + "}]}"))
                        .outputSoFar());
    }

    @Test
    void ofCompletionsAndEmbeddings() {
        wrote(
                "$",
                piece(
                        Endpoint.OPENAI_COMPLETIONS,
                        "{'choices':[{'text':'$','logprobs':{'tokens':['$'],'text_offset':[0]}}]}"));
        wrote("", piece(Endpoint.OPENAI_EMBEDDINGS, "{'data':[{'embedding':'$$$$','index':0}]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'text','text':'$','citations':[{'cited_text':'$$','title':'$'}]}|$",
                "{'type':'thinking','thinking':'$','signature':'$$$$'}|$",
                "{'type':'redacted_thinking','data':'$$$$'}|``",
                "{'type':'tool_use','id':'$','name':'look','input':{'a':'0123456789'}}|look{'a':'0123456789'}",
                "{'type':'server_tool_use','id':'$','name':'web_search','input':{}}|web_search",
                "{'type':'web_search_tool_result','tool_use_id':'$','content':[{'type':'web_search_result','title':'$','encrypted_content':'$$$','text':'$'}]}|``",
                "{'type':'mcp_tool_result','content':[{'type':'text','text':'$$$'}]}|``",
                "{'type':'compaction','content':'$'}|$",
            })
    void ofAMessage(String block, String written) throws IOException {
        wrote(
                written + "$",
                piece(
                        Endpoint.ANTHROPIC_MESSAGES,
                        "{'id':'$','content':[" + block + ",{'type':'text','text':'$'}]}"));
        wrote(
                written,
                stream(
                                Endpoint.ANTHROPIC_MESSAGES,
                                List.of(
                                        "{'type':'message_start','message':{'id':'$','content':[]}}",
                                        "{'type':'content_block_start','content_block':"
                                                + block
                                                + "}"))
                        .outputSoFar());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'text_delta','text':'$'}",
                "{'type':'thinking_delta','thinking':'$'}",
                "{'type':'input_json_delta','partial_json':'$'}",
                "{'type':'compaction_delta','content':'$'}",
            })
    void ofTheDeltasOfAMessage(String delta) throws IOException {
        var frames =
                List.of(
                        "{'type':'content_block_delta','index':0,'delta':" + delta + "}",
                        "{'type':'content_block_delta','index':0,'delta':{'type':'signature_delta','signature':'$$$'}}",
                        "{'type':'content_block_delta','index':0,'delta':{'type':'citations_delta','citation':{'cited_text':'$','title':'$'}}}");
        wrote("$", stream(Endpoint.ANTHROPIC_MESSAGES, frames).outputSoFar());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'message','id':'$','content':[{'type':'output_text','text':'$','annotations':[{'title':'$'}],'logprobs':[{'token':'$'}]}]}|$",
                "{'type':'message','content':[{'type':'refusal','refusal':'$'}]}|$",
                "{'type':'reasoning','id':'$','summary':[{'type':'summary_text','text':'$'}],'encrypted_content':'$$$$$'}|$",
                "{'type':'reasoning','content':[{'type':'reasoning_text','text':'$'}],'summary':[]}|$",
                "{'type':'function_call','call_id':'$','name':'look','arguments':'$'}|look$",
                "{'type':'custom_tool_call','call_id':'$','name':'look','input':'$'}|look$",
                "{'type':'mcp_call','server_label':'$','name':'look','arguments':'$','output':'$$$'}|look$",
                "{'type':'mcp_list_tools','tools':[{'name':'$','input_schema':{'text':'$'}}]}|``",
                "{'type':'computer_call','action':{'type':'type','text':'0123456789012'}}|{'type':'type','text':'0123456789012'}",
                "{'type':'code_interpreter_call','code':'$','container_id':'$','outputs':[{'type':'logs','logs':'$','text':'$'}]}|$",
                "{'type':'file_search_call','queries':['x'],'results':[{'text':'$$$$','filename':'$'}]}|``",
                "{'type':'image_generation_call','result':'$$$$$$$$'}|``",
            })
    void ofAResponse(String item, String written) throws IOException {
        wrote(
                written,
                piece(
                        Endpoint.OPENAI_RESPONSES,
                        "{'id':'$','instructions':'$$','tools':[{'name':'$'}],'output':["
                                + item
                                + "]}"));
        var done = "{'type':'response.output_item.done','item':" + item + "}";
        wrote(written, stream(Endpoint.OPENAI_RESPONSES, List.of(done)).outputSoFar());
        var all =
                "{'type':'response.completed','response':{'instructions':'$','output':["
                        + item
                        + "]}}";
        wrote(written, stream(Endpoint.OPENAI_RESPONSES, List.of(done, all)).outputSoFar());
    }

    @Test
    void whatAStreamOfItemsSaysThriceCountsOnce() throws IOException {
        String text = "{'type':'message','content':[{'type':'output_text','text':'$$'}]}";
        String call = "{'type':'function_call','name':'look','arguments':'$'}";
        var frames =
                List.of(
                        "{'type':'response.output_item.added','item':{'type':'message','content':[]}}",
                        "{'type':'response.output_text.delta','delta':'$','obfuscation':'$'}",
                        "{'type':'response.output_text.delta','delta':'$','logprobs':[{'token':'$'}]}",
                        "{'type':'response.output_text.done','text':'$$'}",
                        "{'type':'response.content_part.done','part':{'type':'output_text','text':'$$'}}",
                        "{'type':'response.output_item.done','item':" + text + "}",
                        "{'type':'response.output_item.added','item':{'type':'function_call','name':'look','arguments':''}}",
                        "{'type':'response.function_call_arguments.delta','delta':'$'}",
                        "{'type':'response.function_call_arguments.done','arguments':'$'}",
                        "{'type':'response.output_item.done','item':" + call + "}",
                        "{'type':'response.audio.delta','delta':'$$$$$'}",
                        "{'type':'response.completed','response':{'output':["
                                + text
                                + ","
                                + call
                                + "]}}");
        wrote("$$look$", stream(Endpoint.OPENAI_RESPONSES, frames).outputSoFar());
        wrote("$$look$", stream(Endpoint.OPENAI_RESPONSES, frames.subList(0, 10)).outputSoFar());
        wrote("$$", stream(Endpoint.OPENAI_RESPONSES, frames.subList(0, 3)).outputSoFar());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "response.reasoning_text.delta",
                "response.reasoning_summary_text.delta",
                "response.refusal.delta",
                "response.mcp_call_arguments.delta",
                "response.custom_tool_call_input.delta",
                "response.code_interpreter_call_code.delta",
                "response.audio.transcript.delta",
            })
    void eachKindOfPieceOfAResponseCounts(String type) throws IOException {
        StreamTap tap =
                stream(
                        Endpoint.OPENAI_RESPONSES,
                        List.of("{'type':'" + type + "','delta':'$','item_id':'$'}"));

        wrote("$", tap.metered().tokens().output());
        wrote(type.contains("reasoning") ? "$" : "", tap.metered().tokens().reasoning());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "OPENAI_RESPONSES|{'type':'response.output_item.added','item':{'type':'reasoning','summary':[]}}",
                "ANTHROPIC_MESSAGES|{'type':'content_block_start','content_block':{'type':'thinking','thinking':'','signature':''}}",
                "ANTHROPIC_MESSAGES|{'type':'content_block_start','content_block':{'type':'redacted_thinking','data':'$'}}",
                "OPENAI_CHAT|{'choices':[{'delta':{'reasoning_details':[{'type':'reasoning.encrypted','data':'$'}]}}]}",
            })
    void thoughtsThatAreKeptBackAreASign(Endpoint endpoint, String frame) throws IOException {
        StreamTap tap = stream(endpoint, List.of(frame));

        assertTrue(tap.thinksUnseen());
        assertTrue(tap.saysSomething());
        assertEquals(Source.COUNTED, tap.metered().source());
        assertEquals(1, tap.metered().tokens().input());
    }

    @Test
    void thoughtsThatAreShownAreNoSign() throws IOException {
        assertFalse(
                stream(
                                Endpoint.ANTHROPIC_MESSAGES,
                                List.of(
                                        "{'type':'content_block_start','content_block':{'type':'thinking','thinking':''}}",
                                        "{'type':'content_block_delta','delta':{'type':'thinking_delta','thinking':'$'}}"))
                        .thinksUnseen());
        assertFalse(
                stream(Endpoint.OPENAI_CHAT, List.of("{'choices':[{'delta':{'content':'$'}}]}"))
                        .thinksUnseen());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "OPENAI_CHAT|{'choices':[{'delta':{'tool_calls':[{'index':0,'id':'x','function':{'name':'look','arguments':''}}]}}]}",
                "ANTHROPIC_MESSAGES|{'type':'content_block_start','content_block':{'type':'tool_use','name':'look','input':{}}}",
                "OPENAI_RESPONSES|{'type':'response.output_item.added','item':{'type':'function_call','name':'look','arguments':''}}",
            })
    void theNameOfAToolCounts(Endpoint endpoint, String frame) throws IOException {
        wrote("look", stream(endpoint, List.of(frame)).metered().tokens().output());
        assertTrue(stream(endpoint, List.of(frame)).outputSoFar() > 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "OPENAI_CHAT|{'choices':[{'delta':{'role':'assistant','content':''}}]}",
                "ANTHROPIC_MESSAGES|{'type':'message_start','message':{'content':[],'usage':{'input_tokens':9,'output_tokens':1}}}",
                "OPENAI_RESPONSES|{'type':'response.created','response':{'output':[],'instructions':'$'}}",
            })
    void whatOnlyAnnouncesUsesNothing(Endpoint endpoint, String frame) throws IOException {
        assertEquals(Metered.NOTHING, stream(endpoint, List.of(frame)).metered());
    }
}
