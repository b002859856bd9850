package dev.airelay.local.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.airelay.http.Headers;
import dev.airelay.http.Reply;
import dev.airelay.local.server.DoorSettings;
import dev.airelay.local.server.HttpDoor;
import java.io.IOException;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/// The SDKs when every frame of every stream has the relay's comment for waiting clients before it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommentedStreamsTest extends SdkContract {
    private static final byte[] COMMENT = ": waiting for the model\n".getBytes(US_ASCII);

    private String uri = "";
    private AutoCloseable door = () -> {};

    @BeforeAll
    void open() throws IOException {
        var demo = new DemoUpstream(Pacer.none(), InstantSource.system());
        HttpDoor opened =
                HttpDoor.open(
                        DoorSettings.loopback(0),
                        (request, reply) -> demo.handle(request, new Commented(reply)),
                        InstantSource.system());
        uri = "http://127.0.0.1:" + opened.port();
        door = opened;
    }

    @AfterAll
    void close() throws Exception {
        door.close();
    }

    @Override
    protected String uri() {
        return uri;
    }

    @Override
    protected String key() {
        return "any";
    }

    private static final class Commented implements Reply {
        private final Reply reply;
        private boolean stream;
        private boolean betweenFrames;

        Commented(Reply reply) {
            this.reply = reply;
        }

        @Override
        public void start(int status, Headers headers) {
            reply.start(status, headers);
            stream = headers.first("content-type").orElse("").startsWith("text/event-stream");
            betweenFrames = stream;
        }

        @Override
        public boolean started() {
            return reply.started();
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (betweenFrames) {
                reply.write(COMMENT, 0, COMMENT.length);
                reply.flush();
                reply.write(COMMENT, 0, COMMENT.length);
            }
            reply.write(bytes, from, length);
            int end = from + length;
            betweenFrames =
                    stream && length > 1 && bytes[end - 1] == '\n' && bytes[end - 2] == '\n';
        }

        @Override
        public void flush() throws IOException {
            reply.flush();
        }

        @Override
        public void end() throws IOException {
            reply.end();
        }

        @Override
        public void fail(String errorType) {
            reply.fail(errorType);
        }

        @Override
        public void tear() {
            reply.tear();
        }
    }
}
