package dev.airelay.platform.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/// A Lua script that the server knows by its digest, or learns when it does not
/// (https://redis.io/docs/latest/develop/programmability/eval-intro/, read 2026-11-21).
record Script(String text, String sha) {
    /// @param resources files of this package, one after the other
    static Script load(String... resources) {
        var text = new StringBuilder();
        for (String resource : resources) {
            text.append(read(resource)).append('\n');
        }
        try {
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(bytes);
            return new Script(text.toString(), HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(String resource) {
        try (var in = Script.class.getResourceAsStream(resource)) {
            return new String(
                    Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Puts a run of the script into a pipeline; once that is closed, [#result] has the outcome.
    Response<Object> in(AbstractPipeline pipeline, List<String> keys, List<String> arguments) {
        return pipeline.evalsha(sha, keys, arguments);
    }

    /// The outcome of a run in a pipeline, which costs a second round trip when the server had to
    /// be told the script.
    Object result(
            Response<Object> response,
            UnifiedJedis redis,
            List<String> keys,
            List<String> arguments) {
        try {
            return response.get();
        } catch (JedisNoScriptException unknown) {
            return redis.eval(text, keys, arguments);
        }
    }

    /// Runs the script by itself.
    Object run(UnifiedJedis redis, List<String> keys, List<String> arguments) {
        try {
            return redis.evalsha(sha, keys, arguments);
        } catch (JedisNoScriptException unknown) {
            return redis.eval(text, keys, arguments);
        }
    }
}
