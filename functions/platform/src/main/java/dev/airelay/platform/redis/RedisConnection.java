package dev.airelay.platform.redis;

import dev.airelay.failure.StoreException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/// The way to one Redis, opened by the first call and again by the first call after a close. Safe
/// for use by many threads.
///
/// When the way turns out to be broken (server restarted, failed over, resharded, or the process
/// thawed with dead sockets) all connections are dropped and the call is made once more on new
/// ones; not after a timeout, so that nobody waits twice.
public final class RedisConnection implements AutoCloseable {
    private final RedisSettings settings;
    private final SSLSocketFactory tlsSockets;
    private final ExecutorService nodeReaders = Executors.newVirtualThreadPerTaskExecutor();
    private final ReentrantLock opening = new ReentrantLock();
    private final AtomicReference<@Nullable UnifiedJedis> client = new AtomicReference<>();

    public RedisConnection(RedisSettings settings) {
        this(settings, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /// @param tlsSockets makes the sockets when the settings ask for TLS; says whom to trust
    public RedisConnection(RedisSettings settings, SSLSocketFactory tlsSockets) {
        this.settings = settings;
        this.tlsSockets = tlsSockets;
    }

    /// Does the work, which may run twice and must therefore be safe to repeat.
    ///
    /// @throws StoreException when Redis does not answer in time or answers that it cannot
    <T> T call(Function<UnifiedJedis, T> work) {
        try {
            return attempt(work);
        } catch (BrokenWay broken) {
            if (broken.timeout()) {
                throw broken.asStoreException();
            }
        }
        try {
            return attempt(work);
        } catch (BrokenWay broken) {
            throw broken.asStoreException();
        }
    }

    /// Several commands in one round trip (one for each node concerned, at the same time). Closing
    /// the pipeline sends them and waits for the answers.
    AbstractPipeline pipeline(UnifiedJedis redis) {
        return redis instanceof RedisClusterClient cluster
                ? cluster.pipelined(nodeReaders)
                : redis.pipelined();
    }

    private <T> T attempt(Function<UnifiedJedis, T> work) throws BrokenWay {
        UnifiedJedis used = null;
        try {
            used = open();
            return work.apply(used);
        } catch (JedisException | IllegalStateException e) {
            if (!leadsNowhere(e)) {
                throw new StoreException("Redis cannot do it", e);
            }
            if (used != null) {
                drop(used);
            }
            throw new BrokenWay(e);
        }
    }

    /// An `IllegalStateException` means a pipeline that lost its connection before all answers were
    /// there, or a pool that another thread has closed.
    private static boolean leadsNowhere(RuntimeException e) {
        return switch (e) {
            case JedisConnectionException _,
                    JedisRedirectionException _,
                    JedisClusterOperationException _,
                    IllegalStateException _ ->
                    true;
            case JedisDataException data -> String.valueOf(data.getMessage()).contains("READONLY");
            default -> e.getCause() instanceof IllegalStateException;
        };
    }

    private UnifiedJedis open() {
        UnifiedJedis opened = client.get();
        if (opened != null) {
            return opened;
        }
        lock();
        try {
            opened = client.get();
            if (opened == null) {
                opened = settings.cluster() ? clusterClient() : singleClient();
                client.set(opened);
            }
            return opened;
        } finally {
            opening.unlock();
        }
    }

    private void lock() {
        Duration patience = settings.connectTimeout().plus(settings.readTimeout());
        try {
            if (!opening.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new JedisConnectionException(
                        new SocketTimeoutException("another thread is still connecting"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JedisException("interrupted", e);
        }
    }

    private UnifiedJedis singleClient() {
        return RedisClient.builder()
                .hostAndPort(settings.host(), settings.port())
                .clientConfig(clientConfig())
                .poolConfig(poolConfig())
                .build();
    }

    private UnifiedJedis clusterClient() {
        return RedisClusterClient.builder()
                .nodes(Set.of(new HostAndPort(settings.host(), settings.port())))
                .clientConfig(clientConfig())
                .poolConfig(poolConfig())
                .maxAttempts(1)
                .build();
    }

    private JedisClientConfig clientConfig() {
        var config =
                DefaultJedisClientConfig.builder()
                        .connectionTimeoutMillis((int) settings.connectTimeout().toMillis())
                        .socketTimeoutMillis((int) settings.readTimeout().toMillis())
                        .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                        .autoNegotiateProtocol(false)
                        .resp2();
        if (!settings.password().reveal().isEmpty()) {
            config.password(settings.password().reveal());
            if (!settings.username().isEmpty()) {
                config.user(settings.username());
            }
        }
        if (settings.tls()) {
            useTls(config);
        }
        return config.build();
    }

    /// Not by the newer `SslOptions`: those make a new TLS context for each connection, which reads
    /// the trusted certificates again and can never resume a session.
    @SuppressWarnings("deprecation")
    private void useTls(DefaultJedisClientConfig.Builder config) {
        var checksHost = new SSLParameters();
        checksHost.setEndpointIdentificationAlgorithm("HTTPS");
        config.ssl(true).sslSocketFactory(tlsSockets).sslParameters(checksHost);
    }

    private ConnectionPoolConfig poolConfig() {
        var config = new ConnectionPoolConfig();
        config.setMaxTotal(settings.connections());
        config.setMaxIdle(settings.connections());
        config.setMaxWait(settings.readTimeout());
        config.setTestWhileIdle(false);
        config.setTimeBetweenEvictionRuns(Duration.ofMillis(-1));
        config.setJmxEnabled(false);
        return config;
    }

    private void drop(UnifiedJedis broken) {
        if (client.compareAndSet(broken, null)) {
            broken.close();
        }
    }

    /// Closes all connections; the next call opens new ones. For the moment before a snapshot, and
    /// for the end.
    @Override
    public void close() {
        UnifiedJedis opened = client.get();
        if (opened != null) {
            drop(opened);
        }
    }

    /// What was used to reach Redis is not worth keeping.
    private static final class BrokenWay extends Exception {
        private static final long serialVersionUID = 1L;

        private final RuntimeException reason;

        BrokenWay(RuntimeException reason) {
            super(reason);
            this.reason = reason;
        }

        boolean timeout() {
            for (Throwable t = reason; t != null; t = t.getCause()) {
                if (t instanceof SocketTimeoutException) {
                    return true;
                }
            }
            return false;
        }

        StoreException asStoreException() {
            return new StoreException("Redis does not answer", reason);
        }
    }
}
