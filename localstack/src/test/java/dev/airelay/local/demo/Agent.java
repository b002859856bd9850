package dev.airelay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// An agent's loop in one dialect.
enum Agent {
    CLAUDE_CODE("/v1/messages") {
        @Override
        ObjectNode opening(String words) throws Exception {
            var request =
                    read(
                            """
                            {"model": "demo-large", "max_tokens": 32000,
                             "thinking": {"type": "adaptive", "display": "omitted"},
                             "system": [{"type": "text", "text": "Use the tools you have. Call Bash."}],
                             "tools": [
                              {"name": "Agent", "input_schema": {"type": "object", "required": ["prompt"],
                               "properties": {"prompt": {"type": "string"}}}},
                              {"name": "Bash", "input_schema": {"type": "object", "required": ["command"],
                               "properties": {"command": {"type": "string"}}}},
                              {"name": "Write", "input_schema": {"type": "object"}},
                              {"type": "web_search_20250305", "name": "web_search", "max_uses": 8}],
                             "messages": [{"role": "user", "content": [
                              {"type": "text", "text": "<system-reminder>\\nUse the tools: Agent, Bash.\\n</system-reminder>"}]},
                              {"role": "system", "content": "Deferred tools: ToolSearch. Use a tool."}]}\
                            """);
            ((ArrayNode) request.at("/messages/0/content"))
                    .addObject()
                    .put("type", "text")
                    .put("text", words);
            return request;
        }

        @Override
        boolean callsIn(JsonNode answer) {
            return answer.at("/content/0/type").asText().equals("tool_use");
        }

        @Override
        String wordsOf(JsonNode answer) {
            return answer.at("/content/0/text").asText();
        }

        @Override
        void append(ObjectNode request, JsonNode answer, int round) {
            var messages = (ArrayNode) request.get("messages");
            messages.addObject().put("role", "assistant").set("content", answer.get("content"));
            var content = messages.addObject().put("role", "user").putArray("content");
            if (round % 2 == 1) {
                content.addObject()
                        .put("type", "text")
                        .put("text", "<system-reminder>Use the Bash tool.</system-reminder>");
            }
            content.addObject()
                    .put("type", "tool_result")
                    .put("tool_use_id", answer.at("/content/0/id").asText())
                    .put("content", "Use another tool: Bash, Agent.");
            content.addObject()
                    .put("type", "text")
                    .put("text", "<system-reminder>More tools.</system-reminder>");
            messages.addObject().put("role", "system").put("content", "A tool: Agent.");
        }
    },
    CODEX("/v1/responses") {
        @Override
        ObjectNode opening(String words) throws Exception {
            var request =
                    read(
                            """
                            {"model": "demo-large", "store": false, "tool_choice": "auto",
                             "parallel_tool_calls": true, "reasoning": {"summary": "auto"},
                             "include": ["reasoning.encrypted_content"], "prompt_cache_key": "c",
                             "instructions": "You have tools. Call exec_command.",
                             "tools": [
                              {"type": "custom", "name": "apply_patch", "format": {"type": "grammar"}},
                              {"type": "namespace", "name": "multi_agent_v1", "tools": []},
                              {"type": "local_shell"}, {"type": "web_search"},
                              {"type": "function", "name": "update_plan", "parameters": {"type": "object"}},
                              {"type": "function", "name": "exec_command", "parameters": {"type": "object",
                               "required": ["cmd"], "properties": {"cmd": {"type": "string"}}}}],
                             "input": [
                              {"type": "message", "role": "developer", "content": [{"type": "input_text",
                               "text": "<skills_instructions>Use tools.</skills_instructions>"}]},
                              {"type": "message", "role": "user", "content": [{"type": "input_text",
                               "text": "# AGENTS.md instructions for /x\\n\\n<INSTRUCTIONS>tools</INSTRUCTIONS>"}]},
                              {"type": "message", "role": "user", "content": [{"type": "input_text",
                               "text": "<environment_context>\\n <shell>tool</shell>\\n</environment_context>"}]}]}\
                            """);
            var said = ((ArrayNode) request.get("input")).addObject();
            said.put("type", "message").put("role", "user");
            said.putArray("content").addObject().put("type", "input_text").put("text", words);
            return request;
        }

        @Override
        boolean callsIn(JsonNode answer) {
            return answer.at("/output/0/type").asText().equals("function_call");
        }

        @Override
        String wordsOf(JsonNode answer) {
            return answer.at("/output/0/content/0/text").asText();
        }

        @Override
        void append(ObjectNode request, JsonNode answer, int round) {
            var input = (ArrayNode) request.get("input");
            input.addObject().put("type", "reasoning").put("encrypted_content", "tool");
            input.add(answer.at("/output/0"));
            input.addObject()
                    .put("type", round == 0 ? "function_call_output" : "custom_tool_call_output")
                    .put("call_id", answer.at("/output/0/call_id").asText())
                    .put("output", "Use another tool: exec_command.");
            input.addObject()
                    .put("role", "user")
                    .put("content", "<turn_context>tools</turn_context>");
        }
    },
    CHAT("/v1/chat/completions") {
        @Override
        ObjectNode opening(String words) throws Exception {
            var request =
                    read(
                            """
                            {"model": "m", "stream_options": {"include_usage": true},
                             "reasoning_effort": "high",
                             "tools": [{"type": "function", "function": {"name": "shell",
                              "parameters": {"type": "object", "required": ["command"], "properties":
                              {"command": {"type": "array", "items": {"type": "string"}}}}}}],
                             "messages": [{"role": "system", "content": "Use the shell tool."}]}\
                            """);
            ((ArrayNode) request.get("messages"))
                    .addObject()
                    .put("role", "user")
                    .put("content", words);
            return request;
        }

        @Override
        boolean callsIn(JsonNode answer) {
            return answer.at("/choices/0/message").has("tool_calls");
        }

        @Override
        String wordsOf(JsonNode answer) {
            return answer.at("/choices/0/message/content").asText();
        }

        @Override
        void append(ObjectNode request, JsonNode answer, int round) {
            var messages = (ArrayNode) request.get("messages");
            messages.add(answer.at("/choices/0/message"));
            messages.addObject()
                    .put("role", "tool")
                    .put("tool_call_id", "c")
                    .put("content", "Use the shell tool again.");
            messages.addObject().put("role", "system").put("content", "Use tools.");
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String path;

    Agent(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    abstract ObjectNode opening(String words) throws Exception;

    abstract boolean callsIn(JsonNode answer);

    abstract String wordsOf(JsonNode answer);

    /// Adds what was called and what came of it, with more words of the program around it.
    abstract void append(ObjectNode request, JsonNode answer, int round);

    private static ObjectNode read(String json) throws Exception {
        return (ObjectNode) JSON.readTree(json);
    }
}
