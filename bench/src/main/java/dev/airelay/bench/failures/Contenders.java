package dev.airelay.bench.failures;

import dev.airelay.bench.Gateways;
import dev.airelay.bench.failures.client.Address;
import dev.airelay.bench.failures.scenario.Naming;
import dev.airelay.bench.failures.upstream.Role;
import dev.airelay.bench.failures.upstream.ScriptedUpstream;
import dev.airelay.bench.failures.wire.Dialect;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts gateways with the suite's two upstreams behind them.
final class Contenders {
    private static final String HEAP = "512m";

    /// The suite's patience; and another upstream is asked beside one that has been silent for so
    /// long.
    private static final String CONDUCT = ",retries=2,first-token=30,idle=30,total=30,hedge=12";

    private final Gateways gateways;
    private final ScriptedUpstream upstream;

    Contenders(Gateways gateways, ScriptedUpstream upstream) {
        this.gateways = gateways;
        this.upstream = upstream;
    }

    /// The relay. Each model has a primary and a fallback of its own: what it learns about one
    /// cell's upstream must not change how it treats another's.
    Gateway relay(List<Suite.Asked> asked) throws IOException, InterruptedException {
        var flags = new ArrayList<>(List.of("--stores", "memory"));
        for (Suite.Asked one : asked) {
            for (Role role : Role.values()) {
                flags.addAll(List.of("--upstream", channel(one, role)));
            }
        }
        Gateways.Started started = gateways.up(HEAP, flags);
        return new Gateway(
                "relay",
                Address.loopback(started.port()),
                Gateway.key(started.key()),
                new Naming("x-proxy-provider", Role.FALLBACK.label()),
                started::close);
    }

    private String channel(Suite.Asked asked, Role role) {
        String target =
                switch (asked.dialect()) {
                    case CHAT, RESPONSES -> "openai=" + upstream.url(role) + "/v1";
                    case MESSAGES -> "anthropic=" + upstream.url(role);
                };
        int priority = role == Role.PRIMARY ? 1 : 0;
        return target
                + ",key=fs,models=%1$s,name=%1$s.%2$s,priority=%3$d"
                        .formatted(asked.model(), role.label(), priority)
                + CONDUCT;
    }

    /// Portkey's gateway, with a fallback strategy over the two, as its schema wants it:
    /// https://github.com/Portkey-AI/gateway/blob/main/src/middlewares/requestValidator/schema/config.ts
    /// (read 2026-11-21). Without the list of statuses it would fall back from every error, those
    /// of the caller included. It keeps no health, so its cells may share the upstreams.
    Gateway portkey() throws IOException, InterruptedException {
        Gateways.Started started = gateways.portkeyAlone();
        return new Gateway(
                "Portkey " + Gateways.PORTKEY_VERSION,
                Address.loopback(started.port()),
                dialect -> Map.of("x-portkey-config", portkeyConfig(dialect)),
                new Naming("x-portkey-last-used-option-index", "targets[1]"),
                started::close);
    }

    private String portkeyConfig(Dialect dialect) {
        return """
        {"strategy":{"mode":"fallback","on_status_codes":[408,429,500,502,503,504]},\
        "retry":{"attempts":2,"use_retry_after_header":true},"request_timeout":30000,\
        "targets":[%s,%s]}\
        """
                .formatted(
                        portkeyTarget(dialect, Role.PRIMARY),
                        portkeyTarget(dialect, Role.FALLBACK));
    }

    private String portkeyTarget(Dialect dialect, Role role) {
        return """
        {"provider":"%s","api_key":"fs","custom_host":"%s/v1"}\
        """
                .formatted(
                        dialect == Dialect.MESSAGES ? "anthropic" : "openai", upstream.url(role));
    }
}
