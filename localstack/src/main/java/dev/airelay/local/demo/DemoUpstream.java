package dev.airelay.local.demo;

import dev.airelay.http.Handler;

public final class DemoUpstream {
    private DemoUpstream() {}

    public static Handler paced() {
        return (request, reply) -> {};
    }
}
