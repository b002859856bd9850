package dev.airelay.relaying;

import dev.airelay.dialect.StreamTap;
import dev.airelay.failure.Failure;
import dev.airelay.failure.RelayException;
import dev.airelay.failure.RelayFault.ClientGone;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.http.Headers;
import dev.airelay.http.Reply;
import dev.airelay.sse.FrameTooLargeException;
import dev.airelay.sse.SseFrame;
import dev.airelay.sse.SseParser;
import dev.airelay.upstream.UpstreamAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Supplier;

/// A stream whose frames go through as they are, each as soon as it is whole.
///
/// The head waits for the first frame with data, so that an upstream which answers 200 and then
/// reports a failure can still be replaced. Nothing follows the frame that ends the answer; a body
/// that ends before it is a broken answer.
final class StreamPassThrough implements Bridge {
    private static final int READ_BYTES = 16 * 1024;

    private final Reply reply;
    private final Supplier<Headers> headers;
    private final Story story;
    private final StreamTap tap;
    private final SseParser parser = new SseParser();
    private final ByteArrayOutputStream beforeHead = new ByteArrayOutputStream(0);
    private State state = State.LATENT;
    private boolean whole;

    StreamPassThrough(Reply reply, Supplier<Headers> headers, Story story, StreamTap tap) {
        this.reply = reply;
        this.headers = headers;
        this.story = story;
        this.tap = tap;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public void carry(UpstreamAnswer answer) {
        byte[] buffer = new byte[READ_BYTES];
        try {
            while (!whole) {
                int read = answer.read(buffer, 0, buffer.length);
                if (read < 0) {
                    endOfBody();
                } else {
                    parser.feed(buffer, 0, read, this::frame);
                    if (state == State.STREAMING && !whole) {
                        reply.flush();
                    }
                }
            }
            reply.end();
            state = State.ENDED;
            story.succeeded();
        } catch (IOException e) {
            throw new RelayException(new ClientGone(), e);
        } catch (FrameTooLargeException e) {
            throw new RelayException(new UpstreamBroken(UpstreamBroken.How.TOO_LARGE), e);
        } finally {
            if (state != State.LATENT) {
                story.metered(tap.metered());
            }
        }
    }

    private void frame(SseFrame frame) throws IOException {
        if (whole) {
            return;
        }
        switch (tap.see(frame)) {
            case FORWARD -> forward(frame);
            case WITHHOLD -> {}
            case LAST -> {
                forward(frame);
                whole = true;
            }
            case FAILED -> {
                if (state == State.STREAMING) {
                    reply.flush();
                }
                throw new RelayException(tap.failure());
            }
        }
    }

    private void forward(SseFrame frame) throws IOException {
        if (state == State.LATENT) {
            if (!frame.hasData()) {
                beforeHead.write(frame.raw(), frame.rawFrom(), frame.rawTo() - frame.rawFrom());
                return;
            }
            state = State.STREAMING;
            story.firstByte(200);
            reply.start(200, headers.get());
            reply.write(beforeHead.toByteArray(), 0, beforeHead.size());
        }
        reply.write(frame.raw(), frame.rawFrom(), frame.rawTo() - frame.rawFrom());
    }

    private void endOfBody() throws IOException {
        byte[] end =
                tap.missingEnd()
                        .filter(_ -> state == State.STREAMING)
                        .orElseThrow(() ->
                                new RelayException(new UpstreamBroken(UpstreamBroken.How.CUT)));
        reply.write(end, 0, end.length);
        whole = true;
    }

    @Override
    public void breakOff(Failure failure) {
        state = State.ENDED;
        try {
            byte[] event = tap.errorEvent(failure);
            reply.write(event, 0, event.length);
            reply.flush();
        } catch (IOException e) {
            // Nobody is left to tell.
        }
        reply.fail("Runtime.StreamError");
    }
}
