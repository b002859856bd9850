package dev.airelay.platform.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.airelay.failure.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;

/// Between an event and the routes: every event gets an answer, whatever happens behind. Safe for
/// use by many threads.
///
/// What goes wrong inside is logged with the request id and answered without details: 503 for a
/// store that does not answer, 500 for a defect.
public final class ApiDoor {
    private static final System.Logger LOG = System.getLogger(ApiDoor.class.getName());
    private static final String PATIENCE_SECONDS = "5";

    private final Routes routes;

    public ApiDoor(Routes routes) {
        this.routes = routes;
    }

    /// @param in the event
    /// @param out gets the answer
    /// @param invocationId names the call when the event does not
    /// @throws IOException when the event cannot be read as JSON or the answer cannot be written
    public void handle(InputStream in, OutputStream out, String invocationId) throws IOException {
        APIGatewayV2HTTPEvent event = ApiEvent.read(in);
        ApiEvent.write(answer(event, ApiEvent.requestId(event, invocationId)), out);
    }

    private ApiAnswer answer(APIGatewayV2HTTPEvent event, String requestId) {
        try {
            return routes.answer(ApiEvent.request(event, requestId));
        } catch (ApiException e) {
            return e.answer(requestId);
        } catch (StoreException e) {
            LOG.log(Level.ERROR, "request " + requestId + ": a store does not answer", e);
            return new ApiException(503, "unavailable", "Please try again in a moment.")
                    .with("retry-after", PATIENCE_SECONDS)
                    .answer(requestId);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "request " + requestId + " failed", e);
            return new ApiException(500, "internal_error", "Something went wrong on our side.")
                    .answer(requestId);
        }
    }
}
