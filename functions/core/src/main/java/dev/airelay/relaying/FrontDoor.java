package dev.airelay.relaying;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.access.Access;
import dev.airelay.access.Authenticator;
import dev.airelay.dialect.Call;
import dev.airelay.dialect.ClientDialect;
import dev.airelay.failure.CallerFault.BodyTooLarge;
import dev.airelay.failure.CallerFault.BodyTooSlow;
import dev.airelay.failure.CallerFault.Malformed;
import dev.airelay.failure.CallerFault.UnknownModel;
import dev.airelay.failure.Failure;
import dev.airelay.failure.RelayException;
import dev.airelay.failure.RelayFault;
import dev.airelay.failure.StoreException;
import dev.airelay.http.BodyException;
import dev.airelay.http.Handler;
import dev.airelay.http.Reply;
import dev.airelay.http.Request;
import dev.airelay.quota.Estimate;
import dev.airelay.relaying.Admissions.RefusedException;
import dev.airelay.relaying.Admissions.Requested;
import dev.airelay.relaying.Admissions.Ticket;
import java.lang.System.Logger.Level;
import java.util.List;

/// Where every request comes in: finds out what it wants and in which dialect, and answers it
/// whatever happens.
///
/// Failures before the gate are answered here; those behind it by the [Relay], which knows whether
/// the client has seen anything. Safe for use by many threads.
public final class FrontDoor implements Handler {
    private static final System.Logger LOG = System.getLogger(FrontDoor.class.getName());
    private static final byte[] ALIVE = "{\"status\":\"ok\"}".getBytes(UTF_8);

    private final Dialects dialects;
    private final Authenticator authenticator;
    private final Admissions admissions;
    private final Estimates estimates;
    private final Relay relay;
    private final UsageRecorder recorder;
    private final ModelList list;
    private final Arrivals arrivals;

    FrontDoor(
            Dialects dialects,
            Authenticator authenticator,
            Admissions admissions,
            Estimates estimates,
            Relay relay,
            UsageRecorder recorder,
            ModelList list,
            Arrivals arrivals) {
        this.dialects = dialects;
        this.authenticator = authenticator;
        this.admissions = admissions;
        this.estimates = estimates;
        this.relay = relay;
        this.recorder = recorder;
        this.list = list;
        this.arrivals = arrivals;
    }

    @Override
    public void handle(Request request, Reply reply) {
        Arrival arrival = arrivals.welcome(request, reply);
        ClientDialect client = dialects.ofClient(request);
        try {
            switch (Route.of(request)) {
                case Route.Alive _ ->
                        ClientAnswers.json(
                                arrival, 200, ClientAnswers.headers(arrival, client), ALIVE);
                case Route.Relayed relayed -> relayed(arrival, client, relayed);
                case Route.ListModels list -> models(arrival, client, list.group());
                case Route.OneModel one -> model(arrival, client, one);
            }
        } catch (RefusedException e) {
            var headers =
                    ClientAnswers.withLimits(
                            ClientAnswers.headers(arrival, client),
                            e.refused().requests(),
                            e.refused().tokens());
            ClientAnswers.failure(arrival, client, e.failure(), headers);
        } catch (RelayException e) {
            ClientAnswers.failure(
                    arrival, client, e.failure(), ClientAnswers.headers(arrival, client));
        } catch (BodyException e) {
            ClientAnswers.failure(
                    arrival, client, failure(e), ClientAnswers.headers(arrival, client));
        } catch (StoreException e) {
            LOG.log(Level.WARNING, "request " + arrival.requestId() + " cannot be checked", e);
            ClientAnswers.failure(
                    arrival,
                    client,
                    new RelayFault.StateAway(),
                    ClientAnswers.headers(arrival, client));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "request " + arrival.requestId() + " failed", e);
            ClientAnswers.failure(
                    arrival,
                    client,
                    new RelayFault.Internal(),
                    ClientAnswers.headers(arrival, client));
        }
    }

    private void relayed(Arrival arrival, ClientDialect client, Route.Relayed route) {
        Access access = authenticator.authenticate(arrival.request().headers());
        if (Arrivals.announcesTooMuch(arrival.request())
                || arrival.request().body().length > Arrivals.MOST_BODY_BYTES) {
            throw new RelayException(new BodyTooLarge(Arrivals.MOST_BODY_BYTES));
        }
        Request request =
                IdempotencyKey.namespaced(RequestCodings.undone(arrival.request()), access.user());
        Call call = estimates.withInput(client.read(route.endpoint(), request));
        Estimate estimate =
                estimates.of(
                        call, access.key().grant().groupFor(route.group()), arrival.arrivedAt());
        Ticket ticket =
                admissions.admit(arrival, access, Requested.of(call, route.group()), estimate);
        var draft = new UsageDraft(arrival, call, ticket.group());
        var admitted = new AdmittedRequest(arrival, call, client, ticket, admissions);
        try {
            relay.relay(admitted, draft);
        } finally {
            recorder.record(admitted, draft);
        }
    }

    private static Failure failure(BodyException e) {
        return switch (e.why()) {
            case MALFORMED ->
                    new Malformed("The request body is framed against the rules of HTTP.", "");
            case BROKEN_OFF -> new Malformed("The request body ended before its end.", "");
            case TOO_SLOW -> new BodyTooSlow();
            case NO_ROOM -> new RelayFault.NoRoom();
        };
    }

    private void models(Arrival arrival, ClientDialect client, String group) {
        List<String> models =
                list.of(arrival, authenticator.authenticate(arrival.request().headers()), group);
        ClientAnswers.json(
                arrival, 200, ClientAnswers.headers(arrival, client), client.models(models));
    }

    private void model(Arrival arrival, ClientDialect client, Route.OneModel route) {
        List<String> models =
                list.of(
                        arrival,
                        authenticator.authenticate(arrival.request().headers()),
                        route.group());
        if (!models.contains(route.model())) {
            throw new RelayException(new UnknownModel(route.model()));
        }
        ClientAnswers.json(
                arrival, 200, ClientAnswers.headers(arrival, client), client.model(route.model()));
    }
}
