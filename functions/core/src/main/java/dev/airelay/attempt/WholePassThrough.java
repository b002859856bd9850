package dev.airelay.attempt;

import dev.airelay.dialect.Call;
import dev.airelay.dialect.UpstreamDialect;
import dev.airelay.failure.Failure;
import dev.airelay.http.Headers;
import dev.airelay.upstream.UpstreamAnswer;
import dev.airelay.usage.Metered;
import dev.airelay.verdict.FaultReader;
import java.io.IOException;
import java.util.function.Supplier;

/// An answer in one piece. The client sees it only when the relay has all of it, so a broken one
/// can be replaced.
///
/// Blank lines may come before its JSON: some upstreams keep a waiting connection alive with them
/// (https://api-docs.deepseek.com/quick_start/rate_limit, read 2026-11-21).
final class WholePassThrough implements Bridge {
    private final Supplier<Headers> headers;
    private final UpstreamDialect upstream;
    private final Call call;
    private final Supplier<FaultReader> faults;
    private final OutputHold hold;
    private byte[] body = new byte[0];
    private Metered metered = Metered.NOTHING;

    WholePassThrough(
            Supplier<Headers> headers,
            UpstreamDialect upstream,
            Call call,
            Supplier<FaultReader> faults,
            OutputHold hold) {
        this.headers = headers;
        this.upstream = upstream;
        this.call = call;
        this.faults = faults;
        this.hold = hold;
    }

    @Override
    public void open(UpstreamAnswer answer) {
        body = WholeBody.read(answer);
        faults.get()
                .inPiece(body)
                .ifPresent(fault -> {
                    throw fault;
                });
        metered = upstream.readUsage(call, body);
        hold.reach(metered);
    }

    @Override
    public void carry(UpstreamAnswer answer, Delivery delivery) throws IOException {
        delivery.begin(answer.status(), headers.get());
        delivery.write(body, 0, body.length);
        delivery.end();
    }

    @Override
    public Metered metered() {
        return metered;
    }

    @Override
    public void breakOff(Failure failure, Delivery delivery) {
        delivery.tear();
    }
}
