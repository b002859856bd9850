package dev.airelay.local.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests as bytes. `\r`, `\n` and `\t` in the tables stand for what they name; `~` for a NUL.
class RawRequestsTest extends DoorFixture {
    private static final String HOST = "Host: h\\r\\n";
    private static final String CHUNKED =
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String NEXT = "GET /next HTTP/1.1\r\nHost: h\r\n\r\n";

    private final List<String> served = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        serving(
                        (request, reply) -> {
                            served.add(request.path());
                            answer(reply, 200, "[" + new String(request.body(), UTF_8) + "]");
                        })
                .close();
    }

    private RawClient sending(String raw) throws Exception {
        return new RawClient(door().port())
                .send(
                        raw.replace("\\r", "\r")
                                .replace("\\n", "\n")
                                .replace("\\t", "\t")
                                .replace('~', '\0'));
    }

    private static void assertRefused(int status, RawClient client) throws Exception {
        var head = client.head();
        assertEquals(status, head.status());
        assertEquals("close", head.field("connection"));
        assertTrue(client.body(head).startsWith("{\"error\":{\"message\":\""));
        assertEquals(-1, client.read());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\r\nhello\r\n0\r\n\r\n",
                "5;ext=1\r\nhello\r\n0\r\n\r\n",
                "5 ; ext=\"a;b\\\" c\"; more\r\nhello\r\n0;last\r\n\r\n",
                "5\t;\text\t=\tv\r\nhello\r\n0\r\n\r\n",
                "0005\r\nhello\r\n0000\r\n\r\n",
                "3;a\r\nhel\r\n2;b=c\r\nlo\r\n0\r\nX-Sum: 1\r\nX-More: 2\r\n\r\n",
                "1\r\nh\r\n1\r\ne\r\n1\r\nl\r\n1\r\nl\r\n1\r\no\r\n0\r\n\r\n",
                "0000000000000005\r\nhello\r\n0\r\n\r\n"
            })
    void chunkExtensionsAndTrailersAreReadOver(String body) throws Exception {
        try (var client = sending(CHUNKED + body + NEXT)) {
            assertEquals("[hello]", client.body(client.head()));
            assertEquals("[]", client.body(client.head()));
        }
        assertEquals(List.of("/", "/next"), served);
    }

    @Test
    void chunksAreJoinedHoweverTheirBytesArrive() throws Exception {
        var body = "A;x=\"\"\r\n0123456789\r\n0a\r\nabcdefghij\r\n0\r\nT: 1\r\n\r\n";
        try (var client = sending(CHUNKED)) {
            for (var one : body.split("", -1)) {
                client.send(one);
            }
            assertEquals("[0123456789abcdefghij]", client.body(client.head()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+5\r\nhello\r\n0\r\n\r\n",
                "-5\r\nhello\r\n0\r\n\r\n",
                "0x5\r\nhello\r\n0\r\n\r\n",
                "\r\nhello\r\n0\r\n\r\n",
                " 5\r\nhello\r\n0\r\n\r\n",
                ";ext\r\nhello\r\n0\r\n\r\n",
                "5 5\r\nhello\r\n0\r\n\r\n",
                "5 \r\nhello\r\n0\r\n\r\n",
                "5;\r\nhello\r\n0\r\n\r\n",
                "5;;a\r\nhello\r\n0\r\n\r\n",
                "5;a=\r\nhello\r\n0\r\n\r\n",
                "5;[a]\r\nhello\r\n0\r\n\r\n",
                "5;a=\"b\r\nhello\r\n0\r\n\r\n",
                "5,\r\nhello\r\n0\r\n\r\n",
                "5_0\r\nhello\r\n0\r\n\r\n",
                "00000000000000005\r\nhello\r\n0\r\n\r\n",
                "ffffffffffffffff\r\nhello\r\n0\r\n\r\n",
                "8000000000000000\r\nhello\r\n0\r\n\r\n",
                "5\nhello\r\n0\r\n\r\n",
                "5\rhello\r\n0\r\n\r\n",
                "5;a\nb\r\nhello\r\n0\r\n\r\n",
                "5;a=\"\n\"\r\nhello\r\n0\r\n\r\n",
                "5\r\nhello0\r\n\r\n",
                "5\r\nhello\n0\r\n\r\n",
                "5\r\nhellooo\r\n0\r\n\r\n",
                "4\r\nhello\r\n0\r\n\r\n",
                "5\r\nhello\r\n0\r\nno colon\r\n\r\n",
                "5\r\nhello\r\n0\r\nA : 1\r\n\r\n",
                "5\r\nhello\r\n0\r\nA: 1\r\n folded\r\n\r\n",
                "5\r\nhello\r\n0\r\nA: 1\n\r\n",
                "٥\r\nhello\r\n0\r\n\r\n"
            })
    void chunksThatBreakTheRulesAreRefusedAndNothingBehindThemIsRead(String body) throws Exception {
        try (var client = sending(CHUNKED + body + NEXT)) {
            assertRefused(400, client);
        }
        assertEquals(List.of("/"), served);
    }

    @Test
    void extensionsWithoutEndAreRefused() throws Exception {
        try (var client = sending(CHUNKED)) {
            client.send("1;" + "x".repeat(10_000) + "\r\n");
            assertRefused(400, client);
        }
        try (var client = sending(CHUNKED)) {
            var many = new StringBuilder();
            for (int chunk = 0; chunk < 1_000; chunk++) {
                many.append("1;abcdefgh\r\nx\r\n");
            }
            client.send(many + "0\r\n\r\n");
            assertRefused(400, client);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Content-Length: 5\\r\\nTransfer-Encoding: chunked | 400",
                "Transfer-Encoding: chunked\\r\\nContent-Length: 5 | 400",
                "Content-Length: 5\\r\\nContent-Length: 5 | 400",
                "Content-Length: 5\\r\\nContent-Length: 6 | 400",
                "Content-Length: 5, 5 | 400",
                "Content-Length: +5 | 400",
                "Content-Length: -5 | 400",
                "Content-Length: 0x5 | 400",
                "Content-Length: 5 5 | 400",
                "Content-Length: 5.0 | 400",
                "Content-Length: | 400",
                "Content-Length: 99999999999999999999 | 400",
                "Transfer-Encoding: xchunked | 400",
                "Transfer-Encoding: chunked, gzip | 400",
                "Transfer-Encoding: gzip | 400",
                "Transfer-Encoding: gzip, chunked | 501",
                "Transfer-Encoding: chunked, chunked | 400",
                "Transfer-Encoding: chunked\\r\\nTransfer-Encoding: chunked | 400",
                "Transfer-Encoding: chunked\\r\\nTransfer-Encoding: identity | 400",
                "Transfer-Encoding: identity | 400",
                "Transfer-Encoding: | 400",
                "Transfer-Encoding: chunked;q=1 | 400",
                "Transfer-Encoding: \\tchunked, | 400",
                "Transfer-Encoding: \"chunked\" | 400",
                "Transfer-Encoding: nothing, chunked | 400",
                "Transfer-Encoding : chunked | 400",
                "Transfer-Encoding\\t: chunked | 400",
                "Content-Length : 5 | 400",
                "` Content-Length: 5` | 400",
                "X: 1\\r\\n Content-Length: 5 | 400",
                "X: 1\\r\\n\\tfolded | 400",
                "X: 1\\nContent-Length: 5 | 400",
                "X: 1\\rContent-Length: 5 | 400",
                "X: 1\\r\\r\\nContent-Length: 5 | 400",
                "X: a~b | 400",
                "X\\t: 1 | 400",
                "no colon | 400",
                ": nameless | 400",
                "Näme: 1 | 400",
                "(x): 1 | 400",
                "Host: other | 400",
                "Expect: 200-ok\\r\\nContent-Length: 5 | 417"
            })
    void headsThatCouldBeReadInTwoWaysAreRefused(String fields, int status) throws Exception {
        try (var client =
                sending(
                        "POST / HTTP/1.1\\r\\n"
                                + HOST
                                + fields
                                + "\\r\\n\\r\\n"
                                + "5\\r\\nhello\\r\\n0\\r\\n\\r\\n"
                                + NEXT)) {
            assertRefused(status, client);
        }
        assertEquals(List.of(), served);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET / HTTP/1.1\\r\\n\\r\\n | 400",
                "GET / HTTP/1.1\\nHost: h\\n\\n | 400",
                "GET  / HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n | 400",
                "GET /\\tHTTP/1.1\\r\\nHost: h\\r\\n\\r\\n | 400",
                "GET / HTTP/1.1 \\r\\nHost: h\\r\\n\\r\\n | 400",
                "GET /a b HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n | 400",
                "GET /#top HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n | 400",
                "GET /ä HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n | 400",
                "GET\\r\\nHost: h\\r\\n\\r\\n | 400",
                "GET /\\r\\nHost: h\\r\\n\\r\\n | 400",
                "G(T / HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n | 400",
                "GET here HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n | 400",
                "GET * HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n | 400",
                "GET / http/1.1\\r\\nHost: h\\r\\n\\r\\n | 400",
                "GET / HTTP/11\\r\\nHost: h\\r\\n\\r\\n | 400",
                "GET / HTTP/1.1\\r\\nHost:\\r\\n\\r\\n | 400",
                "GET / HTTP/1.1\\r\\nHost: a b\\r\\n\\r\\n | 400",
                "GET / HTTP/1.1\\r\\nHost: a/b\\r\\n\\r\\n | 400",
                "GET / HTTP/1.1\\r\\nHost: a@b\\r\\n\\r\\n | 400",
                "GET / HTTP/2.0\\r\\nHost: h\\r\\n\\r\\n | 505",
                "PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n | 505",
                "CONNECT h:80 HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n | 501",
                "POST / HTTP/1.0\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n | 400",
                "\\r\\n\\r\\n\\r\\n\\r\\n\\r\\n\\r\\n\\r\\n | 400",
                "\\x16\\x03\\x01 | 400"
            })
    void whatIsNoRequestIsRefused(String raw, int status) throws Exception {
        try (var client = sending(raw.replace("\\x16\\x03\\x01", "~~~"))) {
            assertRefused(status, client);
        }
        assertEquals(List.of(), served);
    }

    @Test
    void linesAndHeadsHaveALimit() throws Exception {
        try (var client = sending("GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: h\r\n\r\n")) {
            assertRefused(414, client);
        }
        try (var client =
                sending("GET / HTTP/1.1\r\nHost: h\r\nX: " + "a".repeat(40_000) + "\r\n\r\n")) {
            assertRefused(431, client);
        }
        var fields = new StringBuilder();
        IntStream.range(0, 300).forEach(n -> fields.append("X-").append(n).append(": 1\r\n"));
        try (var client = sending("GET / HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n")) {
            assertRefused(431, client);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://h/a%2Fb?x=1 | /a%2Fb | x=1",
                "HTTP://h:1 | / | ''",
                "https://h?x | / | x",
                "/a//b?x=?y | /a//b | x=?y",
                "//h/a | //h/a | ''"
            })
    void targetsMayNameTheirHost(String target, String path, String query) throws Exception {
        try (var client =
                serving((request, reply) ->
                        answer(reply, 200, request.path() + " " + request.query()))) {
            client.ask("GET", target);
            assertEquals(path + " " + query, client.body(client.head()));
            client.ask("OPTIONS", "*");
            assertEquals("* ", client.body(client.head()));
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws Exception {
        try (var client = sending("\r\n" + NEXT + CHUNKED + "1;x\r\na\r\n0\r\n\r\n" + NEXT)) {
            assertEquals("[]", client.body(client.head()));
            assertEquals("[a]", client.body(client.head()));
            assertEquals("[]", client.body(client.head()));
        }
        assertEquals(List.of("/next", "/", "/next"), served);
    }
}
