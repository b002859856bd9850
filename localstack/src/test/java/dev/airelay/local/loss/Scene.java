package dev.airelay.local.loss;

import dev.airelay.local.engines.AwsEndpoints;
import dev.airelay.local.engines.RedisServer;
import dev.airelay.usage.UsageLog;
import java.io.IOException;
import java.net.URI;

/// A relay with records in memory, and everything around it.
record Scene(RedisServer redis, AwsEndpoints aws, ScriptedUpstream upstream, ServedRelay relay)
        implements AutoCloseable {
    static Scene open(UsageLog usage) throws IOException, InterruptedException {
        var redis = RedisServer.start(RedisServer.Shape.PLAIN);
        var aws = AwsEndpoints.start();
        var upstream = new ScriptedUpstream();
        var relay =
                new ServedRelay(
                        ServedRelay.settings(redis.port(), aws, URI.create("")),
                        upstream.uri(),
                        state -> ServedRelay.memory(usage));
        return new Scene(redis, aws, upstream, relay);
    }

    @Override
    public void close() throws IOException {
        relay.close();
        upstream.close();
        aws.close();
        redis.close();
    }
}
