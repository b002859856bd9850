package dev.airelay.dialect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.airelay.json.JsonObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The tools that an upstream runs by itself and is paid for by use, with how often they may run.
///
/// A tool is called by its `type` without version and preview, which is how prices and records call
/// it. Sources, read 2026-11-27: the tools and `max_tool_calls` (of all tools together) in
/// https://github.com/openai/openai-python/blob/main/src/openai/types/responses,
/// `web_search_options` in
/// https://github.com/openai/openai-python/blob/main/src/openai/types/chat/completion_create_params.py,
/// `max_uses` and the advisor's `model` in
/// https://github.com/anthropics/anthropic-sdk-typescript/blob/main/src/resources/beta/messages/messages.ts,
/// xAI's tools in https://docs.x.ai/developers/pricing and `search_parameters` of its Live Search,
/// which it has given up, in
/// https://github.com/xai-org/xai-sdk-python/blob/main/src/xai_sdk/search.py, `plugins` and
/// `:online` in https://openrouter.ai/docs/features/web-search, Alibaba's `enable_search` in
/// https://help.aliyun.com/zh/model-studio/cli/web-search.
///
/// @param most use → how often at most, as far as the request says
/// @param models that tools name for themselves
public record ServerTools(Map<String, Allowance> most, Set<String> models) {
    public static final ServerTools NONE = new ServerTools(Map.of(), Set.of());

    private static final String SEARCH = "web_search";
    private static final Pattern VERSION =
            Pattern.compile("(_preview)?(_20\\d\\d_?\\d\\d_?\\d\\d)?$");
    private static final String IMAGE = "image";

    /// What records and prices call a tool, where that is not its type.
    private static final Map<String, String> CALLED =
            Map.of("image_generation", IMAGE, "code_interpreter", "code_execution");

    /// What xAI's Live Search looks at when the request does not say: 20 by
    /// https://github.com/vercel/ai/blob/main/packages/xai/src/xai-chat-language-model-options.ts
    /// and 15 by its own SDK, named above.
    private static final long USUAL_SOURCES = 20;

    /// Tools that the client runs, or that are paid in tokens alone.
    private static final Set<String> FREE =
            Set.of("", "function", "custom", "namespace", "bash", "text_editor", "memory", "mcp");

    private static final List<String> BRING = List.of("search", "fetch", "code_execution");

    public ServerTools {
        most = Map.copyOf(most);
        models = Set.copyOf(models);
    }

    static ServerTools of(Endpoint endpoint, JsonObject body, String model) {
        var most = new HashMap<String, Allowance>();
        var models = new HashSet<String>();
        Allowance calls =
                endpoint == Endpoint.OPENAI_RESPONSES
                        ? allowance(body, "max_tool_calls")
                        : Allowance.UNSAID;
        boolean searches =
                searchesEachTime(body, model)
                        || isSwitchedOn(body, "enable_search")
                        || isSwitchedOn(body, "plugins")
                        || model.endsWith(":online");
        if (searches) {
            most.put(SEARCH, Allowance.UNSAID);
        }
        if (isSwitchedOn(body, "search_parameters")) {
            Allowance sources =
                    CallReader.object(body, "search_parameters")
                            .map(search -> allowance(search, "max_search_results"))
                            .orElse(Allowance.UNSAID);
            most.put("source", Allowance.of(sources.most(USUAL_SOURCES)));
        }
        JsonObject.Value tools = body.member("tools").orElse(null);
        if (tools != null && tools.kind() == JsonToken.START_ARRAY) {
            try (JsonParser parser = body.parser(tools)) {
                parser.nextToken();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    read(endpoint, parser, calls, most, models);
                }
            } catch (IOException e) {
                throw new IllegalStateException("the body was read before", e);
            }
        }
        return most.isEmpty() && models.isEmpty() ? NONE : new ServerTools(most, models);
    }

    static List<String> names() {
        return List.of(
                "max_tool_calls",
                "web_search_options",
                "enable_search",
                "search_parameters",
                "plugins");
    }

    /// Whether it is a chat that OpenAI's models for searches answer, each with a search.
    public static boolean searchesEachTime(JsonObject body, String model) {
        return isSwitchedOn(body, "web_search_options") || model.contains("-search-");
    }

    /// How often a use is reckoned with.
    ///
    /// @param unsaid how often when the request does not say
    public long most(String use, long unsaid) {
        return most.containsKey(use) ? most.get(use).most(unsaid) : 0;
    }

    /// Whether a use adds to the prompt what nobody can see beforehand.
    public static boolean brings(String use) {
        return BRING.stream().anyMatch(use::contains);
    }

    private static boolean isSwitchedOn(JsonObject body, String name) {
        return body.member(name)
                .filter(value ->
                        value.kind() != JsonToken.VALUE_NULL
                                && value.kind() != JsonToken.VALUE_FALSE)
                .isPresent();
    }

    private static Allowance allowance(JsonObject body, String name) {
        return body.member(name)
                .map(value -> Allowance.read(value.kind(), value.text()))
                .orElse(Allowance.UNSAID);
    }

    /// Two tools of one kind are two allowances.
    private static void read(
            Endpoint endpoint,
            JsonParser parser,
            Allowance calls,
            Map<String, Allowance> most,
            Set<String> models)
            throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        String use = "";
        String model = "";
        Allowance cap = calls;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken kind = parser.nextToken();
            if (name.equals("type") && kind == JsonToken.VALUE_STRING) {
                use = use(parser.getText());
            } else if (name.equals("model") && kind == JsonToken.VALUE_STRING) {
                model = parser.getText();
            } else if (name.equals("max_uses") && endpoint == Endpoint.ANTHROPIC_MESSAGES) {
                cap = Allowance.read(kind, parser.getText());
            }
            parser.skipChildren();
        }
        if (!FREE.contains(use)) {
            most.merge(use, cap, Allowance::plus);
        }
        if (!model.isEmpty() && !use.equals(IMAGE)) {
            models.add(model);
        }
    }

    private static String use(String type) {
        String bare = VERSION.matcher(type).replaceFirst("");
        return CALLED.getOrDefault(bare, bare);
    }
}
