package dev.airelay.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.dialect.Call;
import dev.airelay.dialect.Demand;
import dev.airelay.dialect.Endpoint;
import dev.airelay.dialect.StreamTap;
import dev.airelay.dialect.anthropic.AnthropicUpstream;
import dev.airelay.dialect.openaichat.OpenAiChatUpstream;
import dev.airelay.http.Headers;
import dev.airelay.json.JsonObject;
import dev.airelay.sse.SseParser;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// What one frame of a stream costs: finding it, and watching it.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameBenchmark {
    private static final int FRAMES = 50;
    private static final byte[] CHAT =
            ("data: {\"id\":\"chatcmpl-123\",\"object\":\"chat.completion.chunk\",\"created\":1694268190,"
                            + "\"model\":\"gpt-5-mini\",\"system_fingerprint\":\"fp_44709d6fcb\",\"choices\":[{\"index\":0,\"delta\":"
                            + "{\"content\":\" word\"},\"logprobs\":null,\"finish_reason\":null}],\"usage\":null}\n\n")
                    .repeat(FRAMES)
                    .getBytes(UTF_8);
    private static final byte[] MESSAGES =
            ("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                            + "\"delta\":{\"type\":\"text_delta\",\"text\":\" word\"}}\n\n")
                    .repeat(FRAMES)
                    .getBytes(UTF_8);

    private final SseParser parser = new SseParser();
    private final StreamTap chatTap = new OpenAiChatUpstream().openTap(call(Endpoint.OPENAI_CHAT));
    private final StreamTap messagesTap =
            new AnthropicUpstream().openTap(call(Endpoint.ANTHROPIC_MESSAGES));

    private static Call call(Endpoint endpoint) {
        var body = JsonObject.read("{\"model\":\"m\"}".getBytes(UTF_8));
        return new Call(endpoint, body, "", Headers.none(), "m", true, 1, Demand.NOTHING);
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void parseChatFrame(Blackhole sink) throws IOException {
        parser.feed(CHAT, 0, CHAT.length, frame -> sink.consume(frame.rawTo()));
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void parseAndTapChatFrame(Blackhole sink) throws IOException {
        parser.feed(CHAT, 0, CHAT.length, frame -> sink.consume(chatTap.see(frame)));
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void parseAndTapMessagesFrame(Blackhole sink) throws IOException {
        parser.feed(MESSAGES, 0, MESSAGES.length, frame -> sink.consume(messagesTap.see(frame)));
    }
}
