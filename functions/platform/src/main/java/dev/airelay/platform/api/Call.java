package dev.airelay.platform.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.airelay.http.Request;
import dev.airelay.secret.Secret;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One call of a route, as its action sees it. Prints neither headers nor body. Used by one thread.
public sealed class Call permits SessionCall {
    private static final String ONCE_KEY = "Idempotency-Key";
    private static final int LONGEST_ONCE_KEY = 255;

    private final Request request;
    private final Map<String, String> places;
    private final int mostBody;
    private final Cursors cursors;

    /// @param places what stood in the places of the route's path, by name
    Call(Request request, Map<String, String> places, int mostBody, Cursors cursors) {
        this.request = request;
        this.places = places;
        this.mostBody = mostBody;
        this.cursors = cursors;
    }

    Call(Call call) {
        this(call.request, call.places, call.mostBody, call.cursors);
    }

    /// Under which answers and logs know the call.
    public final String requestId() {
        return request.requestId();
    }

    /// The address of the direct peer; empty when unknown.
    public final String clientAddress() {
        return request.clientAddress();
    }

    /// What stood in the place of that name: letters, digits, `-`, `_`, `.` and `~`, at least one.
    ///
    /// @throws IllegalArgumentException when the route's path has no such place
    public final String path(String name) {
        var value = places.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no {" + name + "} in the path of this route");
        }
        return value;
    }

    /// The value of a header; empty when it is absent or blank.
    public final Optional<String> header(String name) {
        return request.headers().first(name).map(String::strip).filter(value -> !value.isEmpty());
    }

    /// The value of a cookie that came with the call; empty when it is absent. Of two with the same
    /// name the first is meant, which is the one with the longer path
    /// (https://www.rfc-editor.org/rfc/rfc6265#section-5.4, read 2026-11-27).
    public final Optional<Secret> cookie(String name) {
        return header("cookie").stream()
                .flatMap(all -> Arrays.stream(all.split(";", -1)))
                .map(String::strip)
                .filter(one -> one.startsWith(name + "="))
                .map(one -> new Secret(one.substring(name.length() + 1)))
                .findFirst();
    }

    /// What the caller named this call by, so that one that is sent twice is done once; see
    /// `Idempotency-Key` in `docs/api.md`.
    ///
    /// @throws ApiException 400 when it is longer than 255 characters
    public final Optional<String> onceKey() {
        var key = header(ONCE_KEY);
        if (key.filter(text -> text.length() > LONGEST_ONCE_KEY).isPresent()) {
            throw ApiException.badFields(
                    Map.of(ONCE_KEY, FieldProblem.tooLong(LONGEST_ONCE_KEY, "characters")));
        }
        return key;
    }

    /// A new reading of the query.
    public final Query query() {
        return new Query(
                Query.parameters(request.query()), cursor -> cursors.place(cursor, list()));
    }

    /// A new reading of the body, which may still have to arrive.
    ///
    /// @throws ApiException 413 when the body is longer than the route allows, 400 when it is not a
    ///   JSON object
    /// @throws dev.airelay.http.BodyException when it does not arrive
    public final Fields fields() {
        byte[] body = request.body();
        if (body.length > mostBody) {
            throw ApiException.tooLarge(mostBody);
        }
        return Fields.of(new String(body, UTF_8));
    }

    /// One page of a list: `{"items":[…],"nextCursor"?}`.
    ///
    /// @param next the place where the list goes on, for [Query#place] of a later call of this
    ///   list; empty when nothing follows
    public final ApiAnswer page(List<? extends JsonNode> items, Optional<String> next) {
        var page = Json.object();
        page.putArray("items").addAll(items);
        next.ifPresent(place -> page.put("nextCursor", cursors.issue(place, list())));
        return ApiAnswer.json(200, page);
    }

    /// What makes a list this one: the route with its places, who asks, and every parameter but
    /// those that say which part of it is wanted.
    private List<String> list() {
        var parts = new ArrayList<>(List.of(request.method(), request.path(), asker()));
        Query.filters(request.query())
                .forEach((name, value) -> {
                    parts.add(name);
                    parts.add(value);
                });
        return parts;
    }

    /// The user id of whoever asks; empty where nobody had to say.
    String asker() {
        return "";
    }

    @Override
    public final String toString() {
        return request + " (" + requestId() + ")";
    }
}
