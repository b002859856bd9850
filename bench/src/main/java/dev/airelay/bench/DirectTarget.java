package dev.airelay.bench;

import java.util.List;
import java.util.Map;

/// The upstream itself, with nothing in front of it.
record DirectTarget(int port) implements Target {
    @Override
    public String name() {
        return "direct";
    }

    @Override
    public String path() {
        return "/v1/chat/completions";
    }

    @Override
    public Map<String, String> headers() {
        return Map.of();
    }

    @Override
    public List<ProcessHandle> processes() {
        return List.of();
    }

    @Override
    public void close() {}
}
