package dev.airelay.relaying;

import dev.airelay.dialect.Call;
import dev.airelay.dialect.ClientDialect;
import dev.airelay.dialect.UpstreamDialect;
import dev.airelay.failure.Failure;
import dev.airelay.health.HealthSnapshot;
import dev.airelay.http.Headers;
import dev.airelay.upstream.Channel;
import java.util.Optional;

/// One admitted request between its client and whichever upstream answers it. Immutable, but for
/// the way to the client.
final class AdmittedRequest {
    private final Arrival arrival;
    private final Call call;
    private final ClientDialect client;
    private final UpstreamDialect upstream;
    private final Admissions.Ticket ticket;
    private final Delivery delivery;

    AdmittedRequest(
            Arrival arrival,
            Call call,
            ClientDialect client,
            UpstreamDialect upstream,
            Admissions.Ticket ticket) {
        this.arrival = arrival;
        this.call = call;
        this.client = client;
        this.upstream = upstream;
        this.ticket = ticket;
        this.delivery = new Delivery(arrival.reply(), this::headers);
    }

    Arrival arrival() {
        return arrival;
    }

    Call call() {
        return call;
    }

    UpstreamDialect upstream() {
        return upstream;
    }

    Admissions.Ticket ticket() {
        return ticket;
    }

    Delivery delivery() {
        return delivery;
    }

    /// Whose request it is, in the eyes of health: who holds several keys is one.
    String asker() {
        return ticket.holder().userId();
    }

    /// What was known of channels when the request was admitted.
    HealthSnapshot healths() {
        return ticket.admission().news().healths();
    }

    private Headers.Builder headers() {
        return ClientAnswers.withLimits(ClientAnswers.headers(arrival, client), ticket.admission());
    }

    /// Those of an answer by this candidate, or of its failure.
    Headers.Builder headers(Candidate candidate) {
        var headers = headers().set("x-proxy-provider", called(candidate.channel()));
        String model = candidate.choice().model();
        return Headers.isPrintable(model) ? headers.set("x-proxy-model", model) : headers;
    }

    /// By its name; by its id when the name holds what no header field may.
    private static String called(Channel channel) {
        String name = channel.name();
        return Headers.isPrintable(name) && !name.isBlank() ? name : channel.id();
    }

    /// Tells the client of a failure: by the status while that is free, by an event in a stream
    /// whose status is fixed. An answer in one piece that has begun can only be torn.
    ///
    /// @param last whose failure it is, when somebody was asked
    /// @return the status that the client sees
    int refuse(Failure failure, Optional<Candidate> last) {
        if (delivery.giveUp()) {
            ClientAnswers.failure(
                    arrival, client, failure, last.map(this::headers).orElseGet(this::headers));
            return failure.status();
        }
        if (call.streamed()) {
            delivery.breakOff(upstream.openTap(call).errorEvent(failure));
        } else {
            delivery.tear();
        }
        return 200;
    }
}
