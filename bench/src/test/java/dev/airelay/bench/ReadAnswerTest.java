package dev.airelay.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadAnswerTest {
    /// Hands out at most `step` bytes at a time.
    private static InputStream trickle(String text, int step) {
        return new ByteArrayInputStream(text.getBytes(US_ASCII)) {
            @Override
            public synchronized int read(byte[] buffer, int from, int length) {
                return super.read(buffer, from, Math.min(length, step));
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void findsTheEndOfCountedBodies(int step) throws IOException {
        var answer = new ReadAnswer();
        answer.read(trickle("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", step));
        assertEquals(200, answer.status());
        assertEquals(5, answer.bodyBytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void findsTheEndOfChunkedBodies(int step) throws IOException {
        String chunks = "5\r\nhello\r\nA\r\n0123456780\r\n0\r\n\r\n";
        var answer = new ReadAnswer();
        answer.read(
                trickle("HTTP/1.1 429 Slow\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks, step));
        assertEquals(429, answer.status());
        assertEquals(chunks.length(), answer.bodyBytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhel"})
    void refusesWhatBreaksOff(String text) {
        assertThrows(EOFException.class, () -> new ReadAnswer().read(trickle(text, 4)));
    }
}
