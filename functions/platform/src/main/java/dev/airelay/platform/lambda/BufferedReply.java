package dev.airelay.platform.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.airelay.http.Headers;
import dev.airelay.http.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A reply that is kept whole until its handler is done, then written as one JSON object.
///
/// A body that is UTF-8 goes as text, every other one as base64. Source:
/// <https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html> (read 2026-11-21). One
/// thread uses it.
final class BufferedReply implements Reply {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable AnswerHead head;
    private boolean ended;
    private boolean torn;

    /// @throws IllegalArgumentException when [AnswerHead] refuses the status or the fields; the
    ///   reply is not started then
    @Override
    public void start(int status, Headers headers) {
        if (head != null) {
            throw new IllegalStateException("the reply was started before");
        }
        head = new AnswerHead(status, headers);
    }

    @Override
    public boolean started() {
        return head != null;
    }

    /// Whether the reply was ended or given up.
    boolean ended() {
        return ended || torn;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        mustBeGoing();
        body.write(bytes, from, length);
    }

    /// Nothing leaves before the end.
    @Override
    public void flush() {
        mustBeGoing();
    }

    @Override
    public void end() {
        mustBeGoing();
        ended = true;
    }

    /// Ends the body properly: a buffered answer has no signal of its own for a failure.
    @Override
    public void fail(String errorType) {
        ended = ended || !torn;
    }

    @Override
    public void tear() {
        torn = !ended;
    }

    private void mustBeGoing() {
        if (head == null || ended()) {
            throw new IllegalStateException(
                    head == null ? "the reply was not started" : "the reply was ended before");
        }
    }

    /// @throws IOException when the reply was not ended, so that Lambda tells the client of a
    ///   failure, or when it cannot be written
    void writeTo(OutputStream out) throws IOException {
        if (head == null || !ended) {
            throw new IOException("the response was given up");
        }
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            head.writeTo(json);
            body(json);
            json.writeEndObject();
        }
    }

    private void body(JsonGenerator json) throws IOException {
        byte[] bytes = body.toByteArray();
        boolean text = true;
        try {
            json.writeStringField(
                    "body", UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException notText) {
            text = false;
            json.writeStringField("body", Base64.getEncoder().encodeToString(bytes));
        }
        json.writeBooleanField("isBase64Encoded", !text);
    }
}
