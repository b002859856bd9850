package dev.airelay.relaying;

import dev.airelay.access.Access;
import dev.airelay.dialect.Call;
import dev.airelay.failure.Failure;
import dev.airelay.pricing.Tariff;
import dev.airelay.upstream.Channel;
import dev.airelay.usage.Attempt;
import dev.airelay.usage.Metered;
import dev.airelay.usage.Outcome;
import dev.airelay.usage.Source;
import dev.airelay.usage.UsageRecord;
import java.util.ArrayList;
import java.util.List;

/// What happened to one admitted request, noted while it happens; becomes its usage record. One
/// thread.
final class Story {
    private final Exchange exchange;
    private final Call call;
    private final List<Attempt> attempts = new ArrayList<>(1);
    private String channelId = "";
    private String sentModel = "";
    private String provider = "";
    private Tariff tariff = Tariff.FREE;
    private long tryingSince;
    private int status = 500;
    private Outcome outcome = Outcome.RELAY_FAILED;
    private String failure = "internal";
    private Metered metered = Metered.NOTHING;
    private long firstByteMillis = -1;
    private long totalMillis;

    Story(Exchange exchange, Call call) {
        this.exchange = exchange;
        this.call = call;
    }

    void trying(Candidate candidate) {
        Channel channel = candidate.channel();
        tariff = candidate.tariff();
        provider = channel.provider();
        channelId = channel.id();
        sentModel = channel.sentModel(call.model());
        tryingSince = exchange.elapsedMillis();
    }

    void tried(String result) {
        long until = firstByteMillis < 0 ? exchange.elapsedMillis() : firstByteMillis;
        attempts.add(new Attempt(channelId, result, until - tryingSince));
    }

    void firstByte(int answerStatus) {
        status = answerStatus;
        firstByteMillis = exchange.elapsedMillis();
    }

    void metered(Metered latest) {
        metered = latest;
    }

    Metered metered() {
        return metered;
    }

    /// To be told as soon as the client has its end.
    void succeeded() {
        outcome = Outcome.SUCCESS;
        failure = "none";
        totalMillis = exchange.elapsedMillis();
    }

    /// A failure before the first token costs nothing, unless the upstream itself says otherwise.
    ///
    /// @param begun whether anything of the upstream's answer had gone to the client
    void failed(Failure why, boolean begun) {
        outcome = Outcomes.of(why, begun);
        failure = why.metric();
        if (!begun) {
            status = why.status();
        }
        if (metered.source() == Source.COUNTED && metered.tokens().output() == 0) {
            metered = Metered.NOTHING;
        }
        totalMillis = exchange.elapsedMillis();
    }

    /// @param access the records that the gate agreed to
    UsageRecord record(Access access) {
        return new UsageRecord(
                exchange.requestId(),
                exchange.traceId(),
                exchange.arrivedAt(),
                access.user().id(),
                access.key().id(),
                access.key().grant().group(),
                channelId,
                provider,
                call.endpoint().label(),
                call.model(),
                sentModel,
                call.streamed(),
                status,
                outcome,
                failure,
                attempts,
                metered.tokens(),
                metered.source(),
                tariff.cost(metered),
                tariff.version(),
                firstByteMillis,
                totalMillis,
                exchange.request().clientAddress(),
                exchange.request().headers().first("user-agent").map(Story::atMost).orElse(""));
    }

    private static String atMost(String text) {
        return text.length() > 256 ? text.substring(0, 256) : text;
    }
}
