package dev.airelay.proxy.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

class StageTest {
    @Test
    void onlyTheStageTrustsItsOwnCertificate() throws Exception {
        try (var stage = Stage.open(true)) {
            int port = stage.upstream(true).getPort();
            assertThrows(
                    SSLHandshakeException.class, () -> shakeHands(SSLContext.getDefault(), port));
            shakeHands(stage.tls(), port);
        }
    }

    private static void shakeHands(SSLContext tls, int port) throws Exception {
        try (var socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.startHandshake();
        }
    }

    @Test
    void nothingListensOnceItIsClosed() throws Exception {
        List<Integer> ports;
        try (var stage = Stage.open(false)) {
            int aws = stage.aws().getPort();
            stage.turn();
            ports =
                    List.of(
                            aws,
                            stage.aws().getPort(),
                            stage.redisPort(),
                            stage.upstream(true).getPort(),
                            stage.upstream(false).getPort(),
                            URI.create("http://" + stage.runtimeApi()).getPort());
        }
        assertEquals(6, ports.stream().distinct().count());
        for (int port : ports) {
            assertThrows(
                    ConnectException.class,
                    () -> new Socket(InetAddress.getLoopbackAddress(), port).close(),
                    () -> ports + ": " + port);
        }
    }

    /// What ends at the door leaves no record by which it could be seen.
    @Test
    void everyCodingAndEveryRefusalAtTheDoorIsPlayed() throws Exception {
        var played = new TreeMap<String, Integer>();
        try (var stage = Stage.open(false)) {
            for (Scene scene : stage.scenes(List.of("key"))) {
                String coding =
                        new ObjectMapper()
                                .readTree(scene.event())
                                .at("/headers/content-encoding")
                                .asText("plain");
                if (scene.status() != 200 || !coding.equals("plain")) {
                    played.merge(coding + " " + scene.status(), 1, Integer::sum);
                }
            }
        }
        assertEquals(
                new TreeMap<>(
                        Map.ofEntries(
                                Map.entry("gzip 200", 1),
                                Map.entry("deflate 200", 1),
                                Map.entry("br 200", 1),
                                Map.entry("zstd 200", 1),
                                Map.entry("gzip 413", 1),
                                Map.entry("deflate 400", 1),
                                Map.entry("compress 415", 1),
                                Map.entry("plain 204", 1),
                                Map.entry("plain 400", 3),
                                Map.entry("plain 401", 1),
                                Map.entry("plain 402", 1),
                                Map.entry("plain 413", 1),
                                Map.entry("plain 429", 1))),
                played);
    }

    /// The certificate ends before anybody could still run this.
    @Test
    void theCertificateIsForTheLoopbackAlone() throws Exception {
        var trusted = LoopbackTls.load().certificate();
        assertEquals(
                List.of(List.of(7, "127.0.0.1"), List.of(2, "rehearsal.invalid")),
                List.copyOf(trusted.getSubjectAlternativeNames()));
        assertTrue(trusted.getNotAfter().toInstant().toString().startsWith("21"));
    }
}
