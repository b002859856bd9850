package dev.airelay.proxy;

import dev.airelay.platform.backbone.Clients;
import dev.airelay.platform.redis.RedisConnection;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLSocketFactory;

/// A state that trusts the Redis of a test, which the JVM does not.
public final class TrustingState {
    private TrustingState() {}

    public static ProxyState open(
            ProxySettings settings, RandomGenerator random, SSLSocketFactory redis) {
        Clients usual = Clients.of(settings.backbone());
        return new ProxyState(
                settings,
                InstantSource.system(),
                random,
                new Clients(
                        usual.dynamo(),
                        usual.kms(),
                        usual.secrets(),
                        one -> new RedisConnection(one, redis)));
    }
}
