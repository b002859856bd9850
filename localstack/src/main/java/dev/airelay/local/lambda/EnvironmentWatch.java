package dev.airelay.local.lambda;

/// Is told where environments stand in their lives.
///
/// Called on the thread that drives the environment, which goes on when the call returns: what
/// happens here happens while nothing else is asked of the process.
public interface EnvironmentWatch {
    /// Looks away.
    EnvironmentWatch NONE =
            new EnvironmentWatch() {
                @Override
                public void started(long pid) {}

                @Override
                public void snapshot(long pid) {}

                @Override
                public void idle(long pid) {}
            };

    /// The process has been started.
    void started(long pid);

    /// The runtime blocks in `restore/next`; it is restored when this returns.
    void snapshot(long pid);

    /// The runtime asks for an invocation: its first, or the next after one.
    void idle(long pid);
}
