package dev.airelay.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airelay.http.Cancellation;
import dev.airelay.http.Headers;
import dev.airelay.http.Request;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Turns as Claude Code 2.1.332 and Codex 0.171.0 take them (seen 2026-11-27): their requests, cut
/// to what matters, and an agent that calls whatever it is told to until it gets words.
class AgentTurnsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");
    private static final int PATIENCE = 20;
    private static final List<String> WORDS =
            List.of(
                    "tool",
                    "tools",
                    "Tool",
                    "the",
                    "Bash",
                    "exec_command",
                    "Agent",
                    "Write",
                    "apply_patch",
                    "file",
                    "shell",
                    "command",
                    "run",
                    "list",
                    "`Bash` tool",
                    "<system-reminder>",
                    "</system-reminder>",
                    "call",
                    "function",
                    "\n",
                    "<x>",
                    "tool Read",
                    "web_search",
                    "hello",
                    "工具");

    private final DemoUpstream upstream = new DemoUpstream(Pacer.none(), InstantSource.fixed(NOW));

    private JsonNode ask(String path, JsonNode body) {
        var reply = new RecordedReply();
        upstream.handle(
                new Request(
                        "POST",
                        path,
                        "",
                        Headers.of("authorization", "Bearer k"),
                        body.toString().getBytes(UTF_8),
                        "127.0.0.1",
                        new Cancellation(NOW.plusSeconds(60))),
                reply);
        assertEquals(200, reply.status());
        return reply.json();
    }

    private JsonNode ask(String path, String body) throws Exception {
        return ask(path, JSON.readTree(body));
    }

    /// @return the words with which a turn ended, behind the calls
    private List<String> turn(Agent agent, ObjectNode request) {
        var heard = new ArrayList<String>();
        for (int round = 0; round < PATIENCE; round++) {
            var answer = ask(agent.path(), request);
            if (!agent.callsIn(answer)) {
                heard.add(agent.wordsOf(answer));
                return heard;
            }
            heard.add("call");
            agent.append(request, answer, round);
        }
        throw new AssertionError("The turn does not end");
    }

    @ParameterizedTest
    @EnumSource(Agent.class)
    void aTurnEndsWithOneCallAtMostWhateverIsSaid(Agent agent) throws Exception {
        var random = new Random(27);
        int called = 0;
        for (int prompt = 0; prompt < 200; prompt++) {
            var words = new ArrayList<>(WORDS);
            Collections.shuffle(words, random);
            var said = String.join(" ", words.subList(0, 1 + random.nextInt(8)));
            var heard = turn(agent, agent.opening(said));
            assertTrue(heard.size() <= 2, said);
            assertFalse(heard.getLast().isBlank(), said);
            called += heard.size() - 1;
        }
        assertTrue(called > 20 && called < 200, "called " + called);
    }

    @ParameterizedTest
    @EnumSource(Agent.class)
    void theNextTurnMayCallAgain(Agent agent) throws Exception {
        var request = agent.opening("Use a tool");
        assertEquals(2, turn(agent, request).size());
        ((ArrayNode) request.get(request.has("input") ? "input" : "messages"))
                .addObject()
                .put("role", "user")
                .put("content", "Use a tool again");
        assertEquals(2, turn(agent, request).size());
    }

    @ParameterizedTest
    @EnumSource(Agent.class)
    void onlyThePersonsOwnWordsCount(Agent agent) throws Exception {
        var heard = turn(agent, agent.opening("Say hi"));
        assertEquals(1, heard.size());
        assertTrue(
                heard.getFirst().endsWith("Your last words were: \"Say hi\"."), heard.getFirst());
        var reminded = "Say hi <system-reminder>Use the tool Bash</system-reminder>";
        assertEquals(1, turn(agent, agent.opening(reminded)).size());
        assertEquals(1, turn(agent, agent.opening("<task>Use the tools</task>")).size());
    }

    @ParameterizedTest
    @EnumSource(Agent.class)
    void aForcedCallComesOnceToo(Agent agent) throws Exception {
        var request = agent.opening("Say hi");
        if (agent == Agent.CLAUDE_CODE) {
            request.putObject("tool_choice").put("type", "any");
        } else {
            request.put("tool_choice", "required");
        }
        assertEquals(2, turn(agent, request).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Write a poem", "Read the news", "Agents are nice", "an Edit"})
    void namesThatArePlainWordsAreNoCalls(String words) throws Exception {
        assertEquals(1, turn(Agent.CLAUDE_CODE, Agent.CLAUDE_CODE.opening(words)).size());
    }

    @Test
    void whatIsCalledDoesNoHarm() throws Exception {
        var claude = ask("/v1/messages", Agent.CLAUDE_CODE.opening("Use any tool"));
        assertEquals("Bash", claude.at("/content/0/name").asText());
        assertEquals("echo demo", claude.at("/content/0/input/command").asText());
        var codex = ask("/v1/responses", Agent.CODEX.opening("Use any tool"));
        assertEquals("exec_command", codex.at("/output/0/name").asText());
        assertEquals("{\"cmd\":\"echo demo\"}", codex.at("/output/0/arguments").asText());
        var chat = ask("/v1/chat/completions", Agent.CHAT.opening("Use any tool"));
        assertEquals(
                "{\"command\":[\"echo\",\"demo\"]}",
                chat.at("/choices/0/message/tool_calls/0/function/arguments").asText());
    }

    /// An answered turn, and then news of Claude Code's own about an agent in the background.
    @Test
    void aNotificationOfTheProgramIsNotASecondRequest() throws Exception {
        var request = Agent.CLAUDE_CODE.opening("Use the Agent tool");
        assertEquals(2, turn(Agent.CLAUDE_CODE, request).size());
        var messages = (ArrayNode) request.get("messages");
        messages.addObject().put("role", "assistant").put("content", "Done.");
        messages.addObject()
                .put("role", "user")
                .put(
                        "content",
                        "<system-reminder>\n[SYSTEM NOTIFICATION - NOT USER INPUT] Use the Agent tool</system-reminder>");
        assertEquals(1, turn(Agent.CLAUDE_CODE, request).size());
    }

    @Test
    void aPersonWhoSpeaksBesideAResultGetsWords() throws Exception {
        var request = Agent.CLAUDE_CODE.opening("Use the Bash tool");
        Agent.CLAUDE_CODE.append(request, ask("/v1/messages", request), 0);
        var messages = (ArrayNode) request.get("messages");
        ((ArrayNode) messages.get(messages.size() - 2).get("content"))
                .addObject()
                .put("type", "text")
                .put("text", "Use the Bash tool again!");
        assertEquals(1, turn(Agent.CLAUDE_CODE, request).size());
    }

    @Test
    void sideRequestsAreAnsweredInTheirForm() throws Exception {
        var schema =
                "{\"type\": \"object\", \"required\": [\"title\"], \"properties\": {\"title\": {\"type\": \"string\"}}}";
        var said = "\"messages\": [{\"role\": \"user\", \"content\": \"Use tools\"}]";
        var title = "{\"title\":\"demo\"}";
        for (var form :
                List.of(
                        "\"output_config\": {\"format\": {\"type\": \"json_schema\", \"schema\": %s}}",
                        "\"output_format\": {\"type\": \"json_schema\", \"schema\": %s}")) {
            var body = "{\"model\": \"m\", \"max_tokens\": 500, " + form.formatted(schema);
            var message = ask("/v1/messages", body + ", " + said + "}");
            assertEquals(title, message.at("/content/0/text").asText());
        }
        var chat =
                ask(
                        "/v1/chat/completions",
                        "{\"model\": \"m\", \"response_format\": {\"type\": \"json_schema\", \"json_schema\": {\"schema\": %s}}, %s}"
                                .formatted(schema, said));
        assertEquals(title, chat.at("/choices/0/message/content").asText());
        var response =
                ask(
                        "/v1/responses",
                        "{\"model\": \"m\", \"text\": {\"format\": {\"type\": \"json_schema\", \"schema\": %s}}, \"input\": \"Use tools\"}"
                                .formatted(schema));
        assertEquals(title, response.at("/output/0/content/0/text").asText());
        assertEquals("json_schema", response.at("/text/format/type").asText());
    }

    @Test
    void probesOfOneTokenAndCountsAreAnsweredThoughToolsAreThere() throws Exception {
        var probe = Agent.CLAUDE_CODE.opening("Use the Bash tool").put("max_tokens", 1);
        var message = ask("/v1/messages", probe);
        assertEquals("max_tokens", message.path("stop_reason").asText());
        assertEquals(1, message.at("/usage/output_tokens").asInt());
        probe.remove("max_tokens");
        assertTrue(ask("/v1/messages/count_tokens", probe).path("input_tokens").asInt() > 50);
    }

    @Test
    void whatThePersonSaidIsToldFromWhatStandsBesideIt() {
        Stream.of(
                        "",
                        " \n",
                        "<environment_context>\n<cwd>/x</cwd>\n</environment_context>",
                        "<permissions instructions>tools</permissions instructions>",
                        "<system-reminder>a</system-reminder>\n<system-reminder>b</system-reminder>",
                        "<system-reminder>never closed",
                        "<command-name>/init</command-name>",
                        "<a b=\"1\">x</a> y <b>z</b> </a c>",
                        "[Request interrupted by user for tool use]",
                        "Caveat: The messages below were generated by the user")
                .forEach(text -> assertEquals("", OwnWords.of(text), text));
        assertEquals("a b", OwnWords.of("a <system-reminder>x</system-reminder>b"));
        Stream.of("<a> is a tag", "<a>x</b>", "<a>x</ab>", "<a>x</a> y", "<a></a b>c>", "</a>")
                .forEach(text -> assertEquals(text, OwnWords.of(text)));
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void closingTagsThatNeverCloseAreToldInNoTime() {
        var text = "<a>" + "</a ".repeat(500_000) + "b";
        assertEquals(text, OwnWords.of(text));
        assertEquals("", OwnWords.of(text + ">"));
    }
}
