package dev.airelay.relaying;

import dev.airelay.dialect.Call;
import dev.airelay.dialect.UpstreamDialect;
import dev.airelay.dialect.UpstreamErrors;
import dev.airelay.failure.RelayException;
import dev.airelay.failure.UpstreamFault;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.http.Headers;
import dev.airelay.http.Lifeline;
import dev.airelay.secret.Secret;
import dev.airelay.secret.Vault;
import dev.airelay.secret.VaultException;
import dev.airelay.time.Alarms;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.Timeouts;
import dev.airelay.upstream.UpstreamAnswer;
import dev.airelay.upstream.UpstreamClient;
import dev.airelay.upstream.UpstreamKey;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/// Makes one attempt: one channel, one key, until the upstream says something or fails. Safe for
/// many threads.
final class Openings {
    private static final System.Logger LOG = System.getLogger(Openings.class.getName());

    private final Vault vault;
    private final UpstreamClient upstreams;
    private final Alarms alarms;

    Openings(Vault vault, UpstreamClient upstreams, Alarms alarms) {
        this.vault = vault;
        this.upstreams = upstreams;
        this.alarms = alarms;
    }

    /// @param slot what is held of the channel; kept with what was opened, untouched otherwise
    /// @param lifeline of the exchange, or of a part of it
    /// @throws RelayException with what the upstream did instead; nothing is left open
    Opened open(Passage passage, Tried tried, Slots.Slot slot, Lifeline lifeline) {
        Call call = passage.call();
        Candidate candidate = tried.candidate();
        Channel channel = candidate.channel();
        long since = passage.exchange().elapsedMillis();
        Timeouts timeouts = call.streamed() ? channel.timeouts() : channel.timeouts().forWhole();
        var request =
                passage.upstream()
                        .write(call, channel, candidate.sentModel(), open(channel, tried.key()));
        var part = new Part(lifeline, alarms, timeouts);
        boolean opened = false;
        try {
            UpstreamAnswer answer = upstreams.call(request, timeouts, part.lifeline());
            try {
                Bridge bridge = bridge(passage, candidate, answer);
                bridge.open(answer);
                part.begun();
                opened = true;
                long took = passage.exchange().elapsedMillis() - since;
                return new Opened(tried, answer, bridge, part, slot, took);
            } finally {
                if (!opened) {
                    answer.close();
                }
            }
        } catch (RelayException e) {
            throw part.explain(e);
        } finally {
            if (!opened) {
                part.close();
            }
        }
    }

    private Bridge bridge(Passage passage, Candidate candidate, UpstreamAnswer answer) {
        UpstreamDialect upstream = passage.upstream();
        if (answer.status() / 100 != 2) {
            throw new RelayException(
                    upstream.readFailure(
                            answer.status(), answer.headers(), WholeBody.read(answer)));
        }
        String type = answer.headers().first("content-type").orElse("");
        Supplier<Headers> headers =
                () -> passage.headers(candidate).set("content-type", type).build();
        if (passage.call().streamed() && type.startsWith(Delivery.EVENT_STREAM)) {
            return new StreamPassThrough(headers, upstream.openTap(passage.call()));
        }
        if (UpstreamErrors.isJson(answer.headers())) {
            return new WholePassThrough(headers, upstream, passage.call());
        }
        throw new RelayException(new UpstreamBroken(UpstreamBroken.How.NONSENSE));
    }

    private Secret open(Channel channel, UpstreamKey key) {
        try {
            return vault.open(key.sealed(), Channel.identity(channel.id()));
        } catch (VaultException e) {
            LOG.log(Level.ERROR, "the key of channel " + channel.id() + " cannot be opened", e);
            throw new RelayException(new UpstreamFault.UpstreamDenied(), e);
        }
    }
}
