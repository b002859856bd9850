package dev.airelay.platform.api;

import dev.airelay.access.Sessions;
import dev.airelay.failure.StoreException;
import dev.airelay.http.BodyException;
import dev.airelay.http.Handler;
import dev.airelay.http.Reply;
import dev.airelay.http.Request;
import java.io.IOException;
import java.lang.System.Logger.Level;

/// Between a carrier and a route table: every request gets an answer, whatever happens behind. Safe
/// for use by many threads.
///
/// A route is found, its guard asked, its action run, in this order. What goes wrong inside is
/// logged with the request id and answered without details: 503 for a store that does not answer,
/// 500 for a defect.
public final class ApiDoor implements Handler {
    private static final System.Logger LOG = System.getLogger(ApiDoor.class.getName());
    private static final String PATIENCE_SECONDS = "5";

    private final Routes routes;
    private final Bearer bearer;
    private final Cursors cursors;

    /// @param sessions what guards ask who is calling
    public ApiDoor(Routes routes, Sessions sessions, Cursors cursors) {
        this.routes = routes;
        this.bearer = new Bearer(sessions);
        this.cursors = cursors;
    }

    @Override
    public void handle(Request request, Reply reply) {
        var answer = answer(request);
        try {
            answer.sendTo(reply);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "request " + request.requestId() + ": the client left", e);
            reply.tear();
        }
    }

    private ApiAnswer answer(Request request) {
        var requestId = request.requestId();
        try {
            var found = routes.find(request);
            var route = found.route();
            var call = new Call(request, found.places(), route.mostBody(), cursors);
            return route.answer(call, bearer);
        } catch (ApiException e) {
            return e.answer(requestId);
        } catch (BodyException e) {
            return failure(e).answer(requestId);
        } catch (StoreException e) {
            LOG.log(Level.ERROR, "request " + requestId + ": a store does not answer", e);
            return unavailable().answer(requestId);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "request " + requestId + " failed", e);
            return new ApiException(500, "internal_error", "Something went wrong on our side.")
                    .answer(requestId);
        }
    }

    private static ApiException failure(BodyException e) {
        return switch (e.why()) {
            case MALFORMED, BROKEN_OFF ->
                    new ApiException(400, "invalid_body", "The body did not arrive whole.");
            case TOO_SLOW ->
                    new ApiException(408, "body_too_slow", "The body did not arrive in time.");
            case NO_ROOM -> unavailable();
        };
    }

    private static ApiException unavailable() {
        return new ApiException(503, "unavailable", "Please try again in a moment.")
                .with("retry-after", PATIENCE_SECONDS);
    }
}
