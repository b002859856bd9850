package dev.airelay.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.dialect.ModelSplice;
import dev.airelay.json.JsonObject;
import dev.airelay.json.Spliced;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// What reading a request's body in place and changing its model costs.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SpliceBenchmark {
    @Param({"1", "100"})
    public int kilobytes;

    private byte[] body = new byte[0];

    @Setup
    public void makeBody() {
        String message = "{\"role\":\"user\",\"content\":\"" + "word ".repeat(190) + "\"}";
        body =
                ("{\"model\":\"asked\",\"messages\":["
                                + message
                                + ("," + message).repeat(kilobytes - 1)
                                + "]}")
                        .getBytes(UTF_8);
    }

    @Benchmark
    public long readAndSplice() throws IOException {
        JsonObject object = JsonObject.read(body);
        Spliced spliced = Spliced.of(body, ModelSplice.of(object, "asked", "sent"));
        spliced.writeTo(OutputStream.nullOutputStream());
        return spliced.length();
    }
}
