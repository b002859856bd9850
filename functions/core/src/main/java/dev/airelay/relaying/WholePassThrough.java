package dev.airelay.relaying;

import dev.airelay.dialect.Call;
import dev.airelay.dialect.UpstreamDialect;
import dev.airelay.failure.Failure;
import dev.airelay.failure.RelayException;
import dev.airelay.failure.RelayFault.ClientGone;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.http.Headers;
import dev.airelay.http.Reply;
import dev.airelay.json.JsonScan;
import dev.airelay.upstream.UpstreamAnswer;
import java.io.IOException;
import java.util.function.Supplier;

/// An answer in one piece. The client sees it only when the relay has all of it, so a broken one
/// can be replaced.
///
/// Blank lines may come before its JSON: some upstreams keep a waiting connection alive with them
/// (https://api-docs.deepseek.com/quick_start/rate_limit, read 2026-11-21).
final class WholePassThrough implements Bridge {
    private final Reply reply;
    private final Supplier<Headers> headers;
    private final Story story;
    private final UpstreamDialect upstream;
    private final Call call;
    private State state = State.LATENT;

    WholePassThrough(
            Reply reply,
            Supplier<Headers> headers,
            Story story,
            UpstreamDialect upstream,
            Call call) {
        this.reply = reply;
        this.headers = headers;
        this.story = story;
        this.upstream = upstream;
        this.call = call;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public void carry(UpstreamAnswer answer) {
        byte[] body = WholeBody.read(answer);
        if (!JsonScan.beginsObject(body)) {
            throw new RelayException(new UpstreamBroken(UpstreamBroken.How.NONSENSE));
        }
        story.metered(upstream.readUsage(call, body));
        state = State.STREAMING;
        story.firstByte(answer.status());
        try {
            reply.start(answer.status(), headers.get());
            reply.write(body, 0, body.length);
            reply.end();
            state = State.ENDED;
            story.succeeded();
        } catch (IOException e) {
            throw new RelayException(new ClientGone(), e);
        }
    }

    @Override
    public void breakOff(Failure failure) {
        state = State.ENDED;
        reply.tear();
    }
}
