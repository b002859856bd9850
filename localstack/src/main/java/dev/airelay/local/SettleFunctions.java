package dev.airelay.local;

import dev.airelay.local.stream.StreamPump;
import dev.airelay.platform.dynamodb.DynamoClients;
import dev.airelay.platform.dynamodb.Tables;
import dev.airelay.proxy.ProxySettings;
import dev.airelay.settle.SettleFunction;
import dev.airelay.settle.SettleSettings;
import dev.airelay.settle.SettleWiring;
import java.time.Duration;

/// The settle functions in this process: one fed by the real stream of usage records, the other by
/// the clock. Probes have a clock of their own, so that slow upstreams do not hold up the sweep.
///
/// Records that are written while it is closed are booked by the next one.
final class SettleFunctions implements AutoCloseable {
    private final SettleWiring wiring;
    private final StreamPump pump;
    private final RepeatingTask upkeep;
    private final RepeatingTask probes;

    private static final Duration EVERY = Duration.ofSeconds(20);

    private SettleFunctions(
            SettleWiring wiring, StreamPump pump, RepeatingTask upkeep, RepeatingTask probes) {
        this.wiring = wiring;
        this.pump = pump;
        this.upkeep = upkeep;
        this.probes = probes;
    }

    /// @param settings those of a proxy that writes the records; the tables must exist
    static SettleFunctions start(ProxySettings settings) {
        String region = settings.backbone().region();
        var endpoint = settings.backbone().endpoints().dynamodb();
        var wiring =
                new SettleWiring(
                        new SettleSettings(
                                settings.backbone(),
                                settings.kmsKey(),
                                settings.upstreamAddresses()));
        try (var dynamo = DynamoClients.openUnhurried(region, endpoint)) {
            var function = new SettleFunction(wiring.fold(), wiring.deadLetters());
            return new SettleFunctions(
                    wiring,
                    StreamPump.start(
                            DynamoClients.openStreams(region, endpoint),
                            new Tables(settings.backbone().tablePrefix()).usageStream(dynamo),
                            event -> {
                                var _ = function.handleRequest(event, null);
                            }),
                    RepeatingTask.start(EVERY, wiring.upkeep()::run),
                    RepeatingTask.start(EVERY, wiring.probes()::run));
        } catch (RuntimeException e) {
            wiring.close();
            throw e;
        }
    }

    /// After each request, whose record comes now.
    void expect() {
        pump.expect();
    }

    @Override
    public void close() {
        probes.close();
        upkeep.close();
        pump.close();
        wiring.close();
    }
}
