package dev.airelay.giftcards;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/// Calls a function with the sample events.
record Caller(GiftCardsFunction function) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// What the function answered.
    record Answered(int status, JsonNode headers, String text) {
        JsonNode body() {
            return parse(text);
        }

        String code() {
            return body().path("error").path("code").asText();
        }
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    /// A sample event.
    ///
    /// @param name without `giftcards.` and `.json`
    /// @param replaced what to replace by what, in turns
    static ObjectNode event(String name, String... replaced) {
        var file =
                Path.of(System.getProperty("relay.root"))
                        .resolve("events/giftcards." + name + ".json");
        try {
            var text = Files.readString(file);
            for (int i = 0; i < replaced.length; i += 2) {
                text = text.replace(replaced[i], replaced[i + 1]);
            }
            return (ObjectNode) parse(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Answered call(JsonNode event) {
        var out = new ByteArrayOutputStream();
        try {
            function.handleRequest(
                    new ByteArrayInputStream(event.toString().getBytes(UTF_8)), out, null);
            var answer = JSON.readTree(out.toByteArray());
            return new Answered(
                    answer.path("statusCode").asInt(),
                    answer.path("headers"),
                    answer.path("body").asText());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Answered create(String token, String body) {
        var event = event("create", "{token}", token);
        ((ObjectNode) event.path("headers")).remove("idempotency-key");
        return call(event.put("body", body));
    }

    Answered list(String token, String... query) {
        var event = event("list", "{token}", token);
        var pairs = new ArrayList<String>();
        for (int i = 0; i < query.length; i += 2) {
            pairs.add(query[i] + "=" + URLEncoder.encode(query[i + 1], UTF_8));
        }
        return call(event.put("rawQueryString", String.join("&", pairs)));
    }

    Answered disable(String token, String id) {
        return call(event("disable", "{token}", token, "{id}", id));
    }

    Answered redeem(String token, String code) {
        return call(event("redeem", "{token}", token, "{code}", code));
    }
}
