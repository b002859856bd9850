package dev.airelay.proxy;

import dev.airelay.dialect.Vocabulary;
import dev.airelay.http.Handler;
import dev.airelay.platform.lambda.LambdaEdge;
import dev.airelay.platform.lambda.LambdaEnvironment;
import dev.airelay.platform.lambda.SnapshotHook;
import dev.airelay.platform.lambda.SnapshotHooks;
import dev.airelay.platform.telemetry.JsonLines;
import dev.airelay.platform.tokens.VocabularyCounter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.logging.Level;

/// The program in the proxy's zip.
public final class ProxyFunction {
    /// Together with the rehearsal, half of the 130 s that Lambda gives an initialisation with
    /// SnapStart at least. Source:
    /// <https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html> (read
    /// 2026-11-27).
    private static final Duration COMPILING = Duration.ofSeconds(20);

    private ProxyFunction() {}

    public static void main(String[] arguments) {
        JsonLines.install(Level.INFO);
        Map<String, String> environment = System.getenv();
        System.exit(
                LambdaEdge.run(
                        LambdaEnvironment.read(environment), hooks -> start(environment, hooks)));
    }

    /// What follows a request runs inline: the environment is frozen as soon as it asks for its
    /// next invocation.
    static Handler start(Map<String, String> environment, SnapshotHooks hooks) {
        ProxySettings settings = ProxySettings.read(environment);
        var tokens = new VocabularyCounter();
        var random = new SnapshotSafeRandom();
        var state = new ProxyState(settings, InstantSource.system(), random);
        var wiring =
                new ProxyWiring(
                        state.stores(),
                        state.guards(),
                        settings.upstreamAddresses(),
                        tokens,
                        random,
                        Runnable::run);
        hooks.add(
                new SnapshotHook() {
                    @Override
                    public void beforeSnapshot() throws InterruptedException {
                        for (Vocabulary vocabulary : Vocabulary.values()) {
                            var _ = tokens.count(vocabulary, "hello");
                        }
                        new Rehearsal(
                                        settings,
                                        tokens,
                                        Rehearsal.Length.ofProperties(),
                                        RehearsalPlace.ENVIRONMENT)
                                .run();
                        wiring.prime();
                        state.prime();
                        wiring.close();
                        state.close();
                        Compiler.awaitQuiet(COMPILING);
                    }

                    @Override
                    public void afterRestore() {
                        random.renew();
                        new RestoreWarmUp(state, wiring, RestoreWarmUp.PATIENCE).run();
                    }
                });
        return wiring.handler();
    }
}
