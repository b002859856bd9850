package dev.airelay.relaying;

import dev.airelay.dialect.Call;
import dev.airelay.dialect.ClientDialect;
import dev.airelay.dialect.UpstreamDialect;
import dev.airelay.dialect.UpstreamErrors;
import dev.airelay.failure.Failure;
import dev.airelay.failure.RelayException;
import dev.airelay.failure.RelayFault;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.http.Headers;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.UpstreamAnswer;
import java.util.Optional;
import java.util.function.Supplier;

/// One admitted request between its client and whichever upstream answers it. One thread.
final class Passage {
    private static final String EVENT_STREAM = "text/event-stream";

    private final Exchange exchange;
    private final Call call;
    private final ClientDialect client;
    private final UpstreamDialect upstream;
    private final Admissions.Ticket ticket;
    private Optional<Channel> channel = Optional.empty();
    private Optional<Bridge> bridge = Optional.empty();

    Passage(
            Exchange exchange,
            Call call,
            ClientDialect client,
            UpstreamDialect upstream,
            Admissions.Ticket ticket) {
        this.exchange = exchange;
        this.call = call;
        this.client = client;
        this.upstream = upstream;
        this.ticket = ticket;
    }

    Exchange exchange() {
        return exchange;
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

    void trying(Channel next) {
        channel = Optional.of(next);
    }

    /// Whether the client has seen anything of an upstream's answer.
    boolean begun() {
        return bridge.map(b -> b.state() != Bridge.State.LATENT).orElse(false);
    }

    /// The way from this answer to the client.
    ///
    /// @throws RelayException with `UpstreamBroken(NONSENSE)` when the answer is neither a stream
    ///   that was asked for nor JSON: an HTML page with status 200 is a failure, not content
    Bridge bridge(UpstreamAnswer answer, Story story) {
        String type = answer.headers().first("content-type").orElse("");
        Supplier<Headers> headers = () -> headers().set("content-type", type).build();
        Bridge next;
        if (call.streamed() && type.startsWith(EVENT_STREAM)) {
            next = new StreamPassThrough(exchange.reply(), headers, story, upstream.openTap(call));
        } else if (UpstreamErrors.isJson(answer.headers())) {
            next = new WholePassThrough(exchange.reply(), headers, story, upstream, call);
        } else {
            throw new RelayException(new UpstreamBroken(UpstreamBroken.How.NONSENSE));
        }
        bridge = Optional.of(next);
        return next;
    }

    private Headers.Builder headers() {
        var headers = Answers.withLimits(Answers.headers(exchange, client), ticket.admitted());
        channel.ifPresent(tried -> headers.set("x-proxy-provider", called(tried)));
        return headers;
    }

    /// By its name; by its id when the name holds what no header field may.
    private static String called(Channel channel) {
        String name = channel.name();
        boolean fits = !name.isBlank() && name.chars().allMatch(c -> c >= ' ' && c <= '~');
        return fits ? name : channel.id();
    }

    /// Whatever broke: when the exchange was cut from outside, that is why.
    RelayException explain(RelayException broken) {
        return exchange.request()
                .lifeline()
                .whyCut()
                .map(cut ->
                        new RelayException(
                                switch (cut) {
                                    case DEADLINE -> new RelayFault.DeadlinePassed();
                                    case CLIENT_GONE -> new RelayFault.ClientGone();
                                    case SHUTDOWN -> new RelayFault.Stopping();
                                },
                                broken))
                .orElse(broken);
    }

    /// Tells the client: by status when it has seen nothing yet, inside the stream when it has.
    void answerFailure(Failure failure) {
        if (begun()) {
            bridge.orElseThrow().breakOff(failure);
        } else {
            Answers.failure(exchange, client, failure, headers());
        }
    }
}
