package dev.airelay.proxy;

import dev.airelay.http.Handler;
import dev.airelay.platform.lambda.LambdaEdge;
import dev.airelay.platform.lambda.LambdaEnvironment;
import dev.airelay.platform.lambda.SnapshotHook;
import dev.airelay.platform.lambda.SnapshotHooks;
import dev.airelay.platform.telemetry.JsonLines;
import java.time.InstantSource;
import java.util.Map;
import java.util.logging.Level;

/// The program in the proxy's zip.
public final class ProxyFunction {
    private ProxyFunction() {}

    public static void main(String[] arguments) {
        JsonLines.install(Level.INFO);
        Map<String, String> environment = System.getenv();
        System.exit(
                LambdaEdge.run(
                        LambdaEnvironment.read(environment), hooks -> start(environment, hooks)));
    }

    /// Settlement runs inline: the environment is frozen as soon as it asks for its next
    /// invocation.
    static Handler start(Map<String, String> environment, SnapshotHooks hooks) {
        ProxySettings settings = ProxySettings.read(environment);
        var chance = new Chance();
        var state = new ProxyState(settings, InstantSource.system(), chance);
        var wiring =
                new ProxyWiring(
                        state.stores(),
                        state.guards(),
                        settings.upstreamAddresses(),
                        chance,
                        Runnable::run);
        hooks.add(
                new SnapshotHook() {
                    @Override
                    public void beforeSnapshot() {
                        new Rehearsal(wiring.tokens()).run();
                        wiring.prime();
                        state.prime();
                        wiring.close();
                        state.close();
                    }

                    @Override
                    public void afterRestore() {
                        chance.renew();
                    }
                });
        return wiring.handler();
    }
}
