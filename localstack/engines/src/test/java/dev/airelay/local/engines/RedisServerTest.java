package dev.airelay.local.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.local.engines.RedisServer.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisServerTest {
    @TempDir Path folder;

    private static String plain(RedisServer redis, String... command) throws IOException {
        try (var connection = new Resp(SocketFactory.getDefault(), redis.port())) {
            return connection.call(List.of(command));
        }
    }

    private static String tls(RedisServer redis, String... command) throws IOException {
        try (var connection = new Resp(redis.sslContext().getSocketFactory(), redis.port())) {
            return connection.call(List.of(command));
        }
    }

    @Test
    void aPlainServerAnswersAndForgets() throws Exception {
        try (var redis = RedisServer.start(Shape.PLAIN)) {
            assertEquals("redis://127.0.0.1:" + redis.port(), redis.uri().toString());
            assertEquals("OK", plain(redis, "SET", "a", "1"));
            redis.restart();
            assertEquals("0", plain(redis, "EXISTS", "a"));
        }
    }

    @Test
    void aKilledServerRefusesUntilItIsStartedAgainOnTheSamePort() throws Exception {
        try (var redis = RedisServer.start(Shape.PLAIN)) {
            var port = redis.port();
            redis.kill();
            assertFalse(redis.isAlive());
            assertThrows(IOException.class, () -> plain(redis, "PING"));
            redis.restart();
            assertEquals(port, redis.port());
            assertEquals("PONG", plain(redis, "PING"));
        }
    }

    @Test
    void aServerWithAFolderGoesOnWhereItEnded() throws Exception {
        try (var redis = RedisServer.start(Shape.PLAIN, 0, Storage.folder(folder), line -> {})) {
            plain(redis, "SET", "a", "1");
        }
        try (var redis = RedisServer.start(Shape.PLAIN, 0, Storage.folder(folder), line -> {})) {
            assertEquals("1", plain(redis, "GET", "a"));
        }
    }

    @Test
    void aClusterSpeaksTlsOwnsAllSlotsAndRefusesToCrossThem() throws Exception {
        try (var redis = RedisServer.start(Shape.CLUSTER)) {
            assertEquals("rediss", redis.uri().getScheme());
            assertTrue(tls(redis, "CLUSTER", "INFO").contains("cluster_slots_ok:16384"));
            assertEquals("OK", tls(redis, "MSET", "{u}a", "1", "{u}b", "2"));
            var refusal =
                    assertThrows(IOException.class, () -> tls(redis, "MSET", "a", "1", "b", "2"));
            assertTrue(refusal.toString().contains("CROSSSLOT"), refusal.toString());
            redis.kill();
            redis.restart();
            assertEquals("OK", tls(redis, "SET", "a", "1"));
        }
    }

    @Test
    void aClusterIsTrustedOnlyByItsOwnCertificate() throws Exception {
        try (var redis = RedisServer.start(Shape.CLUSTER)) {
            var strangers = (SSLSocketFactory) SSLSocketFactory.getDefault();
            assertThrows(
                    SSLException.class,
                    () -> new Resp(strangers, redis.port()).call(List.of("PING")));
            var trusted =
                    KeyStore.getInstance(redis.trustStore().toFile(), "changeit".toCharArray());
            assertEquals(1, trusted.size());
            assertTrue(Files.readString(redis.certificate()).contains("BEGIN CERTIFICATE"));
        }
    }

    @Test
    void aTakenPortFailsAndSaysWhy() throws Exception {
        try (var first = RedisServer.start(Shape.PLAIN)) {
            var failure =
                    assertThrows(
                            IOException.class,
                            () ->
                                    RedisServer.start(
                                            Shape.PLAIN,
                                            first.port(),
                                            Storage.memory(),
                                            line -> {}));
            assertTrue(failure.toString().contains("in use"), failure.toString());
        }
    }

    @Test
    void anInstalledServerCountsFrom62On() {
        assertTrue(RedisBinary.recentEnough("Redis server v=7.0.15 sha=00000000:0"));
        assertTrue(RedisBinary.recentEnough("Redis server v=6.2.0 sha=00000000:0"));
        assertFalse(RedisBinary.recentEnough("Redis server v=6.0.16 sha=00000000:0"));
        assertFalse(RedisBinary.recentEnough("no version"));
    }
}
