package dev.airelay.dialect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.airelay.json.JsonObject;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The models that a request names beside its own, for an upstream that routes by itself.
///
/// Sources, read 2026-11-27: `fallbacks`
/// (https://docs.litellm.ai/docs/proxy/client_side_fallbacks), `fallbacks` of Messages, a list of
/// objects or the word `default`
/// (https://github.com/anthropics/anthropic-sdk-typescript/blob/main/src/resources/beta/messages/messages.ts).
/// `models` and `route` are OpenRouter's
/// (https://openrouter.ai/docs/guides/routing/model-fallbacks, not read there; `models` as in
/// https://docs.stigg.io/documentation/ai-agents/llm-wrappers/providers/openrouter.md).
final class OtherModels {
    /// Lists of names, or of objects with a `model`.
    private static final List<String> LISTS = List.of("models", "fallbacks", "fallback_models");

    /// What chooses, or may choose, a model in a way that cannot be read here.
    private static final List<String> UNREADABLE =
            List.of(
                    "model_list",
                    "default_fallbacks",
                    "context_window_fallbacks",
                    "context_window_fallback_dict",
                    "content_policy_fallbacks",
                    "user_config");

    private static final String ROUTE = "route";

    /// What some clients and gateways wrap members in that others put beside `model`.
    private static final List<String> WRAPPERS =
            List.of("extra_body", "providerOptions", "provider_options");

    private OtherModels() {}

    /// @throws dev.airelay.failure.RelayException with `Malformed` naming what chooses a model that
    ///   nobody can tell
    static Set<String> of(JsonObject body) {
        for (String name : UNREADABLE) {
            if (isGiven(body, name)) {
                throw refused(name);
            }
        }
        for (String name : WRAPPERS) {
            if (CallReader.object(body, name).filter(OtherModels::wraps).isPresent()) {
                throw refused(name);
            }
        }
        var models = new LinkedHashSet<String>();
        for (String name : LISTS) {
            body.member(name)
                    .filter(value -> value.kind() != JsonToken.VALUE_NULL)
                    .ifPresent(value -> read(body, name, value, models));
        }
        if (models.isEmpty() && isGiven(body, ROUTE)) {
            throw refused(ROUTE);
        }
        return models;
    }

    /// `{"gateway":{"models":[…]}}` is how the gateway of Vercel takes them
    /// (https://vercel.com/docs/ai-gateway/models-and-providers/model-fallbacks, read 2026-11-27).
    private static boolean wraps(JsonObject wrapper) {
        return GovernedNames.governs(wrapper)
                || CallReader.object(wrapper, "gateway").filter(GovernedNames::governs).isPresent();
    }

    static List<String> names() {
        return List.of(
                "models",
                "fallbacks",
                "fallback_models",
                ROUTE,
                "model_list",
                "default_fallbacks",
                "context_window_fallbacks",
                "context_window_fallback_dict",
                "content_policy_fallbacks",
                "user_config",
                "extra_body",
                "providerOptions",
                "provider_options");
    }

    private static void read(
            JsonObject body, String name, JsonObject.Value value, Set<String> into) {
        if (value.kind() != JsonToken.START_ARRAY) {
            throw refused(name);
        }
        try (JsonParser parser = body.parser(value)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                into.add(model(parser, name));
            }
        } catch (IOException e) {
            throw new IllegalStateException("the body was read before", e);
        }
    }

    private static String model(JsonParser parser, String list) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw refused(list);
        }
        String model = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean names = parser.currentName().equals("model");
            if (!names && GovernedNames.governs(parser.currentName())) {
                throw refused(list);
            }
            if (parser.nextToken() == JsonToken.VALUE_STRING && names) {
                model = parser.getText();
            }
            parser.skipChildren();
        }
        if (model.isEmpty()) {
            throw refused(list);
        }
        return model;
    }

    private static boolean isGiven(JsonObject body, String name) {
        return body.member(name).filter(v -> v.kind() != JsonToken.VALUE_NULL).isPresent();
    }

    private static RuntimeException refused(String name) {
        return CallReader.malformed(
                "'"
                        + name
                        + "' may choose a model that this relay cannot tell. Name models one by one, or leave it out.",
                name);
    }
}
