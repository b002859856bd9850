package dev.airelay.proxy;

import dev.airelay.platform.lambda.LambdaEdge;
import dev.airelay.platform.lambda.LambdaEnvironment;
import java.util.Map;
import java.util.concurrent.Callable;

/// What [ProxyFunction#main] runs, less what it does to the process, which a test keeps.
public final class ProxyOnEdge implements Callable<Integer> {
    private final Map<String, String> environment;

    public ProxyOnEdge(Map<String, String> environment) {
        this.environment = environment;
    }

    /// @return the exit code that the process would have
    @Override
    public Integer call() {
        return LambdaEdge.run(
                LambdaEnvironment.read(environment),
                hooks -> ProxyFunction.start(environment, hooks));
    }
}
