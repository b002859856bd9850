package dev.airelay.proxy.stage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// All stand-ins at once. Used by one thread; nothing of it is left once it is closed.
public final class Stage implements AutoCloseable {
    /// The model whose first upstream says nothing.
    public static final String SILENT = "silent";

    /// The model whose first upstream says nothing more in mid-stream.
    public static final String HANGING = "hanging";

    /// The model whose first upstream says nothing while a second one is asked as well.
    public static final String HEDGED = "hedged";

    private final LoopbackTls tls;
    private final RuntimeApiStub runtimeApi;
    private final AwsStub aws;
    private final RedisStub redis;
    private final UpstreamStub upstreams;
    private volatile boolean secureAws = true;

    private Stage(LoopbackTls tls, boolean secureRedis) throws IOException {
        this.tls = tls;
        var secure = tls.context().getServerSocketFactory();
        runtimeApi = new RuntimeApiStub(InstantSource.system());
        aws = new AwsStub(secure);
        redis = new RedisStub(secureRedis ? secure : ServerSocketFactory.getDefault());
        upstreams = new UpstreamStub(secure);
    }

    /// @param secureRedis whether what stands in for Redis speaks TLS
    public static Stage open(boolean secureRedis) throws IOException {
        try {
            return new Stage(LoopbackTls.load(), secureRedis);
        } catch (GeneralSecurityException unusable) {
            throw new IOException("no TLS on the stage", unusable);
        }
    }

    /// Trusts what is on this stage and nobody else.
    public SSLContext tls() {
        return tls.context();
    }

    /// Likewise.
    public TrustManager[] trust() {
        return tls.trust();
    }

    /// Host and port of what plays the Runtime API.
    public String runtimeApi() {
        return runtimeApi.address();
    }

    /// Where DynamoDB, KMS and Secrets Manager are, over TLS or without.
    public URI aws() {
        return secureAws ? aws.tls() : aws.plain();
    }

    /// Has AWS speak TLS if it did not, and the other way round.
    public void turn() {
        secureAws = !secureAws;
    }

    /// The rows that were last put into a table of DynamoDB, the newest first.
    public List<JsonNode> rows(String table) {
        return aws.rows(table).stream().toList();
    }

    /// The loopback's port of what plays Redis.
    public int redisPort() {
        return redis.port();
    }

    /// The base of every upstream.
    public URI upstream(boolean secure) {
        return URI.create(secure ? upstreams.tls() : upstreams.plain());
    }

    /// Has everybody play this scene, once the next invocation is asked for.
    public void play(Scene scene) {
        redis.decide(scene.decision());
        upstreams.play(scene.answers());
        runtimeApi.invoke(scene.event());
    }

    /// How the last scene ended.
    public int status() {
        return runtimeApi.status();
    }

    /// Forgets what channels have done.
    public void forgive() {
        redis.forget();
    }

    /// @param keys of relay clients, one or more, each known to the proxy
    public List<Scene> scenes(List<String> keys) {
        return Scenes.all(keys);
    }

    @Override
    public void close() {
        runtimeApi.close();
        upstreams.close();
        redis.close();
        aws.close();
    }
}
