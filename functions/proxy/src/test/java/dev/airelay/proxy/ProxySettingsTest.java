package dev.airelay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.http.AllowedOrigins;
import dev.airelay.platform.backbone.BackboneSettings;
import dev.airelay.platform.gates.GateChoice;
import dev.airelay.platform.http.AddressPolicy;
import dev.airelay.platform.redis.RedisSettings;
import dev.airelay.platform.settings.BadSettingsException;
import dev.airelay.pricing.Assumptions;
import dev.airelay.pricing.UnpricedPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProxySettingsTest {
    private static final Map<String, String> LEAST =
            Map.of(
                    "RELAY_REDIS_HOST", "redis.internal",
                    "RELAY_KMS_KEY", "alias/relay",
                    "RELAY_HASH_SECRET", "relay/hash",
                    "AWS_REGION", "eu-central-1");

    private static RedisSettings redis(ProxySettings settings) {
        return settings.backbone().gate().redis().orElseThrow();
    }

    @Test
    void whatIsNotSaidHasTheDocumentedDefault() {
        ProxySettings settings = ProxySettings.read(LEAST);
        assertEquals("relay-", settings.backbone().tablePrefix());
        assertInstanceOf(GateChoice.Redis.class, settings.backbone().gate());
        assertEquals(6379, redis(settings).port());
        assertFalse(redis(settings).tls());
        assertFalse(redis(settings).cluster());
        assertEquals(Duration.ofMillis(250), redis(settings).connectTimeout());
        assertEquals(Duration.ofMillis(500), redis(settings).readTimeout());
        assertEquals(64, redis(settings).connections());
        assertEquals(BackboneSettings.Endpoints.AWS, settings.backbone().endpoints());
        assertEquals(AddressPolicy.PUBLIC_ONLY, settings.upstreamAddresses());
        assertEquals(UnpricedPolicy.REFUSED, settings.unpriced());
        assertEquals(AllowedOrigins.ANY, settings.origins());
        assertEquals(new Assumptions(32_768, 200_000, 10, 50), settings.assumed());
    }

    @Test
    void everythingThatIsSaidIsHeard() {
        var all = new HashMap<>(LEAST);
        all.putAll(
                Map.of(
                        "RELAY_TABLE_PREFIX", "t-",
                        "RELAY_REDIS_PORT", "7000",
                        "RELAY_REDIS_TLS", "true",
                        "RELAY_REDIS_CLUSTER", "true",
                        "RELAY_REDIS_USER", "u",
                        "RELAY_ALLOW_LOOPBACK_UPSTREAMS", "true",
                        "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1",
                        "AWS_ENDPOINT_URL_KMS", "http://127.0.0.1:2",
                        "AWS_ENDPOINT_URL_SECRETS_MANAGER", "http://127.0.0.1:3"));
        all.put("RELAY_UNPRICED_MODELS_ARE_FREE", "true");
        all.put("RELAY_CORS_ORIGINS", "https://a.example, http://localhost:3000");
        all.put("RELAY_ASSUMED_OUTPUT_TOKENS", "1");
        all.put("RELAY_ASSUMED_CONTEXT_TOKENS", "2");
        all.put("RELAY_ASSUMED_TOOL_USES", "3");
        all.put("RELAY_ASSUMED_TOKENS_PER_SECOND", "4");
        ProxySettings settings = ProxySettings.read(all);
        assertEquals("t-", settings.backbone().tablePrefix());
        assertEquals(7000, redis(settings).port());
        assertTrue(redis(settings).tls());
        assertTrue(redis(settings).cluster());
        assertEquals("u", redis(settings).username());
        assertEquals(AddressPolicy.ALLOW_LOOPBACK, settings.upstreamAddresses());
        assertEquals(UnpricedPolicy.FREE, settings.unpriced());
        assertEquals(
                new AllowedOrigins.Listed(Set.of("https://a.example", "http://localhost:3000")),
                settings.origins());
        assertEquals(new Assumptions(1, 2, 3, 4), settings.assumed());
        assertEquals(URI.create("http://127.0.0.1:2"), settings.backbone().endpoints().kms());
    }

    @Test
    void aGateInDynamoNeedsNoRedis() {
        var economy = new HashMap<>(LEAST);
        economy.remove("RELAY_REDIS_HOST");
        economy.put("RELAY_GATE", "dynamodb");
        assertEquals(new GateChoice.Dynamo(), ProxySettings.read(economy).backbone().gate());
    }

    @Test
    void redisMayStandAlone() {
        var strict = new HashMap<>(LEAST);
        strict.put("RELAY_GATE", "redis-alone");
        assertInstanceOf(GateChoice.RedisAlone.class, ProxySettings.read(strict).backbone().gate());
    }

    @Test
    void everyProblemIsToldAtOnce() {
        var bad =
                Map.of(
                        "RELAY_GATE",
                        "turnstile",
                        "RELAY_REDIS_PORT",
                        "x",
                        "RELAY_REDIS_TLS",
                        "maybe",
                        "AWS_ENDPOINT_URL_KMS",
                        "ftp://x",
                        "RELAY_CORS_ORIGINS",
                        "https://a.example/path");
        var problems = assertThrows(BadSettingsException.class, () -> ProxySettings.read(bad));
        for (String name :
                List.of(
                        "RELAY_GATE",
                        "RELAY_REDIS_HOST",
                        "RELAY_KMS_KEY",
                        "RELAY_HASH_SECRET",
                        "AWS_REGION",
                        "RELAY_REDIS_PORT",
                        "RELAY_REDIS_TLS",
                        "AWS_ENDPOINT_URL_KMS",
                        "RELAY_CORS_ORIGINS")) {
            assertTrue(String.valueOf(problems.getMessage()).contains(name), name);
        }
    }

    @Test
    void thePasswordIsNotPrinted() {
        var all = new HashMap<>(LEAST);
        all.put("RELAY_REDIS_PASSWORD", "hunter2");
        ProxySettings settings = ProxySettings.read(all);
        assertEquals("hunter2", redis(settings).password().reveal());
        assertFalse(settings.toString().contains("hunter2"));
    }

    @Test
    void everyVariableThatIsReadIsDocumented() throws IOException {
        var read = new HashSet<String>();
        var recording =
                new HashMap<>(LEAST) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public String getOrDefault(Object name, String otherwise) {
                        read.add((String) name);
                        return super.getOrDefault(name, otherwise);
                    }
                };
        ProxySettings.read(recording);
        String docs =
                Files.readString(Path.of(System.getProperty("relay.root"), "docs/operations.md"));
        Set<String> undocumented = new HashSet<>(read);
        undocumented.removeIf(
                name -> docs.contains(name) || docs.contains(name.replace("AWS_ENDPOINT_URL", "")));
        assertEquals(Set.of(), undocumented);
        assertTrue(read.size() > 10);
    }
}
