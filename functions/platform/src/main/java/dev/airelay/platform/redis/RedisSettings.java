package dev.airelay.platform.redis;

import dev.airelay.platform.settings.Variables;
import dev.airelay.secret.Secret;
import java.time.Duration;

/// Where Redis is and how patient we are with it.
///
/// @param tls with the host name checked against the certificate
/// @param cluster whether the server speaks the cluster protocol, as ElastiCache Serverless does
/// @param username empty for the default user
/// @param password empty when none is asked for
/// @param connectTimeout until a connection is open
/// @param readTimeout until an answer is there, and until a connection is free
/// @param connections at most, to one node
public record RedisSettings(
        String host,
        int port,
        boolean tls,
        boolean cluster,
        String username,
        Secret password,
        Duration connectTimeout,
        Duration readTimeout,
        int connections) {
    /// The variables `RELAY_REDIS_*`.
    public static RedisSettings read(Variables read) {
        return new RedisSettings(
                read.required("RELAY_REDIS_HOST"),
                read.number("RELAY_REDIS_PORT", 6379, 1, 65_535),
                read.flag("RELAY_REDIS_TLS"),
                read.flag("RELAY_REDIS_CLUSTER"),
                read.text("RELAY_REDIS_USER", ""),
                new Secret(read.text("RELAY_REDIS_PASSWORD", "")),
                Duration.ofMillis(read.number("RELAY_REDIS_CONNECT_TIMEOUT_MS", 250, 10, 10_000)),
                Duration.ofMillis(read.number("RELAY_REDIS_READ_TIMEOUT_MS", 500, 10, 10_000)),
                read.number("RELAY_REDIS_CONNECTIONS", 64, 1, 1_000));
    }

    /// A single server without TLS or password, with the usual patience: 250 ms to connect, 500 ms
    /// to answer, 64 connections.
    public static RedisSettings plain(String host, int port) {
        return new RedisSettings(
                host,
                port,
                false,
                false,
                "",
                new Secret(""),
                Duration.ofMillis(250),
                Duration.ofMillis(500),
                64);
    }

    /// Another server that is spoken to in the same way, with nothing that shows who we are.
    ///
    /// @param patience to connect, and to be answered
    public RedisSettings at(String otherHost, int otherPort, Duration patience) {
        return new RedisSettings(
                otherHost,
                otherPort,
                tls,
                cluster,
                "",
                new Secret(""),
                patience,
                patience,
                connections);
    }

    /// The same server, spoken to over TLS.
    public RedisSettings overTls() {
        return with(true, cluster);
    }

    /// The same server, spoken to over TLS and as a cluster.
    public RedisSettings asTlsCluster() {
        return with(true, true);
    }

    private RedisSettings with(boolean overTls, boolean asCluster) {
        return new RedisSettings(
                host,
                port,
                overTls,
                asCluster,
                username,
                password,
                connectTimeout,
                readTimeout,
                connections);
    }
}
