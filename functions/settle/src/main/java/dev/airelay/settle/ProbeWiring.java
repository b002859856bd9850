package dev.airelay.settle;

import dev.airelay.platform.http.AddressGuard;
import dev.airelay.platform.http.AddressPolicy;
import dev.airelay.platform.http.HttpUpstreamClient;
import dev.airelay.platform.time.ThreadAlarms;
import dev.airelay.probing.ChannelTest;
import dev.airelay.probing.Probes;
import dev.airelay.secret.Vault;
import dev.airelay.upstream.DecodingUpstreamClient;
import java.time.InstantSource;

/// Probes with a way out to the upstreams of their own.
public final class ProbeWiring implements AutoCloseable {
    private final HttpUpstreamClient upstreams;
    private final ThreadAlarms alarms = new ThreadAlarms();
    private final Probes probes;

    public ProbeWiring(Probes.Ports ports, Vault vault, AddressPolicy addresses) {
        InstantSource clock = InstantSource.system();
        upstreams = new HttpUpstreamClient(new AddressGuard(addresses), clock);
        var time = new ChannelTest.Time(clock, System::nanoTime, alarms);
        probes =
                new Probes(
                        ports,
                        new ChannelTest(vault, new DecodingUpstreamClient(upstreams), time),
                        clock);
    }

    public Probes probes() {
        return probes;
    }

    /// Ends the probes in hand.
    @Override
    public void close() {
        upstreams.close();
        alarms.close();
    }
}
