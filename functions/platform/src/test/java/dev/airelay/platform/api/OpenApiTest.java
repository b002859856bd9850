package dev.airelay.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private static final ApiAnswer NOTHING = ApiAnswer.nothing();
    private static final Operation GET =
            Operation.of("Gets a thing")
                    .gives(
                            200,
                            Schema.object(
                                    Schema.must("id", Schema.text()),
                                    Schema.may("count", Schema.whole(1, 9).orNull())))
                    .refuses(404, "not_found");

    @Test
    void aRouteIsWrittenWithEverythingThatItAndTheKitSay() {
        var routes =
                Routes.of(
                        Route.get("/api/things/{thing}", Guard.SIGNED_IN, _ -> NOTHING).says(GET),
                        Route.post("/api/things", Guard.ADMIN, _ -> NOTHING)
                                .fromOwnPages()
                                .says(
                                        Operation.of("Makes one")
                                                .takes(Schema.object())
                                                .givesNothing()
                                                .doneOnce("thing_exists")));
        var document = OpenApi.document(List.of(routes));
        assertEquals("3.1.1", document.path("openapi").asText());
        var get = document.path("paths").path("/api/things/{thing}").path("get");
        assertEquals("getThingsThing", get.path("operationId").asText());
        assertEquals("[\"user\",\"admin\",\"super_admin\"]", get.path("x-roles").toString());
        assertEquals("[{\"bearer\":[]}]", get.path("security").toString());
        assertEquals("thing", get.at("/parameters/0/name").asText());
        assertEquals(
                "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"string\"},"
                        + "\"count\":{\"type\":[\"integer\",\"null\"],\"minimum\":1,\"maximum\":9}},"
                        + "\"required\":[\"id\"]}",
                get.at("/responses/200/content/application~1json/schema").toString());
        assertEquals("[\"unauthorized\"]", get.at("/responses/401/x-codes").toString());
        assertEquals("[\"not_found\"]", get.at("/responses/404/x-codes").toString());
        var post = document.path("paths").path("/api/things").path("post");
        assertEquals(
                "[\"csrf_header_missing\",\"forbidden\"]",
                post.at("/responses/403/x-codes").toString());
        assertEquals("[\"thing_exists\"]", post.at("/responses/409/x-codes").toString());
        assertEquals("x-relay-csrf", post.at("/parameters/0/name").asText());
        assertTrue(post.at("/parameters/0/required").asBoolean());
        assertEquals("Idempotency-Key", post.at("/parameters/1/name").asText());
        assertTrue(post.at("/responses/204/content").isMissingNode());
        var codes = document.at("/components/schemas/Error/properties/error/properties/code/enum");
        assertTrue(codes.toString().contains("\"thing_exists\""), codes::toString);
    }

    @Test
    void aRouteThatSaysNothingIsRefused() {
        var routes = Routes.of(Route.get("/things", Guard.ANYONE, _ -> NOTHING));
        var problem =
                assertThrows(
                        IllegalArgumentException.class, () -> OpenApi.document(List.of(routes)));
        assertTrue(String.valueOf(problem.getMessage()).contains("GET /things"));
    }
}
