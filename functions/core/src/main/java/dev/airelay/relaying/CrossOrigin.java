package dev.airelay.relaying;

import dev.airelay.http.AllowedOrigins;
import dev.airelay.http.Handler;
import dev.airelay.http.Headers;
import dev.airelay.http.Reply;
import dev.airelay.http.Request;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Lets web pages use the API: answers what their browsers ask beforehand, without a key, since
/// browsers send none, and tells on every answer who may read it. Source:
/// https://fetch.spec.whatwg.org/#http-cors-protocol (read 2026-11-27).
final class CrossOrigin implements Handler {
    private static final String METHODS = "GET, HEAD, POST, OPTIONS";

    /// A day, of which browsers take as much as they like.
    private static final String MAX_AGE = "86400";

    private static final Predicate<String> FIELD_NAME =
            Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}").asMatchPredicate();

    /// More than any page has to ask for.
    private static final int MOST_FIELDS = 64;

    /// Pages see these anyway, or have no use for them.
    private static final Set<String> NOT_EXPOSED =
            Set.of("allow", "cache-control", "content-type", "vary");

    private final AllowedOrigins origins;
    private final Handler api;

    CrossOrigin(AllowedOrigins origins, Handler api) {
        this.origins = origins;
        this.api = api;
    }

    @Override
    public void handle(Request request, Reply reply) {
        Optional<String> origin = request.headers().first("origin");
        boolean open = !(origins instanceof AllowedOrigins.None) && Route.isApi(request.path());
        if (!open || (origin.isEmpty() && origins instanceof AllowedOrigins.Any)) {
            api.handle(request, reply);
        } else if (request.method().equals("OPTIONS") && origin.isPresent()) {
            preflight(request, reply);
        } else {
            api.handle(request, new CorsReply(reply, head -> answer(request, head)));
        }
    }

    private void preflight(Request request, Reply reply) {
        var head =
                Headers.builder()
                        .set("cache-control", "no-store")
                        .set("access-control-allow-methods", METHODS)
                        .set("access-control-max-age", MAX_AGE);
        String fields = fields(request);
        if (!fields.isEmpty()) {
            head.set("access-control-allow-headers", fields);
        }
        Headers answer = allowed(request, head).build();
        try {
            reply.start(204, answer);
            reply.end();
        } catch (IOException e) {
            reply.tear();
        }
    }

    /// Those that the page wants to send, as far as they are names of fields at all.
    private static String fields(Request request) {
        return request.headers().first("access-control-request-headers").stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .filter(FIELD_NAME)
                .limit(MOST_FIELDS)
                .collect(Collectors.joining(", "));
    }

    private Headers answer(Request request, Headers head) {
        var answer = allowed(request, head.toBuilder());
        String exposed =
                head.asMap().keySet().stream()
                        .filter(name -> !NOT_EXPOSED.contains(name))
                        .collect(Collectors.joining(", "));
        if (!exposed.isEmpty() && request.headers().has("origin")) {
            answer.set("access-control-expose-headers", exposed);
        }
        return answer.build();
    }

    private Headers.Builder allowed(Request request, Headers.Builder head) {
        request.headers()
                .first("origin")
                .filter(Headers::isPrintable)
                .flatMap(origins::answer)
                .ifPresent(who -> head.set("access-control-allow-origin", who));
        return origins instanceof AllowedOrigins.Listed ? head.add("vary", "origin") : head;
    }

    /// What the head of an answer becomes on its way.
    private interface Change {
        Headers of(Headers head);
    }

    /// A reply that tells more in its head.
    private record CorsReply(Reply reply, Change change) implements Reply {
        @Override
        public void start(int status, Headers headers) {
            reply.start(status, change.of(headers));
        }

        @Override
        public boolean started() {
            return reply.started();
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            reply.write(bytes, from, length);
        }

        @Override
        public void flush() throws IOException {
            reply.flush();
        }

        @Override
        public void end() throws IOException {
            reply.end();
        }

        @Override
        public void fail(String errorType) {
            reply.fail(errorType);
        }

        @Override
        public void tear() {
            reply.tear();
        }
    }
}
