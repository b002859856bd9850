package dev.airelay.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.account.AccountStore;
import dev.airelay.account.Entry;
import dev.airelay.http.AllowedOrigins;
import dev.airelay.http.Cancellation;
import dev.airelay.http.Headers;
import dev.airelay.http.Request;
import dev.airelay.limit.Limits;
import dev.airelay.local.engines.RedisServer;
import dev.airelay.local.engines.Storage;
import dev.airelay.money.Nanos;
import dev.airelay.platform.backbone.BackboneSettings;
import dev.airelay.platform.gates.GateChoice;
import dev.airelay.platform.http.AddressPolicy;
import dev.airelay.platform.redis.RedisSettings;
import dev.airelay.pricing.Assumptions;
import dev.airelay.pricing.UnpricedPolicy;
import dev.airelay.proxy.ProxySettings;
import dev.airelay.proxy.ProxyState;
import dev.airelay.quota.Admission;
import dev.airelay.quota.AdmissionRequest;
import dev.airelay.quota.Estimate;
import dev.airelay.quota.Gate;
import dev.airelay.quota.Hold;
import dev.airelay.quota.Holder;
import dev.airelay.quota.Reconciliation;
import dev.airelay.relaying.RecordedReply;
import dev.airelay.usage.UsageLogContract;
import dev.airelay.usage.UsageRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStateTest {
    private static final UsageRecord RECORD = UsageLogContract.usage("r");
    private static final Holder PAYER =
            new Holder(RECORD.userId(), 1, Limits.NONE, RECORD.keyId(), 1, Limits.NONE);
    private static final Estimate ESTIMATE = new Estimate(1, RECORD.cost());

    @TempDir private Path data;

    @Test
    void inMemoryARequestThatEndsWithoutRedisIsBookedAndItsGateHearsOfItLater() throws Exception {
        try (var redis =
                        RedisServer.start(
                                RedisServer.Shape.PLAIN, 0, Storage.folder(data), _ -> {});
                var state =
                        new ProxyState(
                                settings(redis.port()), InstantSource.system(), new Random(1))) {
            AccountStore accounts;
            try (var run = RunState.open(UpSettings.Stores.MEMORY, state, settings(redis.port()))) {
                accounts = run.accounts();
                accounts.book(grant(RECORD.cost()));
                Gate gate = run.guards().gate();
                assertInstanceOf(
                        Admission.Admitted.class,
                        gate.admit(
                                new AdmissionRequest(
                                        "r", PAYER, "m", ESTIMATE, Duration.ofMinutes(5))));
                assertTrue(
                        gate.reconcile(new Reconciliation("r", PAYER, ESTIMATE, 1, RECORD.cost())));
                assertEquals(List.of("r"), held(state));
                redis.kill();

                assertTrue(run.stores().usage().write(RECORD));

                redis.restart();
            }
            assertEquals(Nanos.ZERO, accounts.account(RECORD.userId()).balance());
            assertEquals(List.of(), held(state));
        }
    }

    /// Whoever serves them, and however they end.
    @Test
    void afterEachRequestItsRecordIsExpected() {
        try (var state = new ProxyState(settings(1), InstantSource.system(), new Random(1));
                var run = RunState.open(UpSettings.Stores.MEMORY, state, settings(1))) {
            var ended = new AtomicInteger();
            var told =
                    new RunState(
                            run.stores(),
                            run.guards(),
                            run.accounts(),
                            () -> {},
                            ended::incrementAndGet);
            var request =
                    new Request(
                            "GET",
                            "/",
                            "",
                            Headers.none(),
                            new byte[0],
                            "",
                            new Cancellation(Instant.MAX));
            var reply = new RecordedReply();

            told.serving((_, _) -> assertEquals(0, ended.get())).handle(request, reply);
            var broken =
                    told.serving((_, _) -> {
                        throw new IllegalStateException("a defect");
                    });
            assertThrows(IllegalStateException.class, () -> broken.handle(request, reply));

            assertEquals(2, ended.get());
        }
    }

    private static Entry grant(Nanos amount) {
        return new Entry("grant", RECORD.userId(), Entry.Kind.GRANT, amount, Instant.EPOCH, "");
    }

    private static List<String> held(ProxyState state) {
        return state.holds().open(Duration.ofDays(-1), 10).stream().map(Hold::requestId).toList();
    }

    private static ProxySettings settings(int redisPort) {
        return new ProxySettings(
                new BackboneSettings(
                        "relay-",
                        new GateChoice.RedisAlone(RedisSettings.plain("127.0.0.1", redisPort)),
                        "us-east-1",
                        BackboneSettings.Endpoints.AWS),
                "no key",
                "no secret",
                AddressPolicy.ALLOW_LOOPBACK,
                UnpricedPolicy.FREE,
                AllowedOrigins.ANY,
                Assumptions.USUAL);
    }
}
