package dev.airelay.probing;

import dev.airelay.failure.Failure;
import dev.airelay.failure.RelayException;
import dev.airelay.failure.UpstreamFault.UpstreamBusy;
import dev.airelay.failure.UpstreamFault.UpstreamRefused;
import dev.airelay.failure.UpstreamFault.UpstreamTimeout;
import dev.airelay.http.Cancellation;
import dev.airelay.probing.TestReport.Fails;
import dev.airelay.probing.TestReport.Limited;
import dev.airelay.probing.TestReport.NotSent;
import dev.airelay.probing.TestReport.Works;
import dev.airelay.secret.Secret;
import dev.airelay.secret.Vault;
import dev.airelay.secret.VaultException;
import dev.airelay.time.Alarms;
import dev.airelay.time.Ticker;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.Timeouts;
import dev.airelay.upstream.UpstreamAnswer;
import dev.airelay.upstream.UpstreamClient;
import dev.airelay.upstream.UpstreamKey;
import dev.airelay.verdict.FaultReader;
import dev.airelay.verdict.Scrubber;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Finds out whether a channel works, by one tiny streamed request of which only the first word is
/// read. The vendor may charge for it. Safe for use by many threads.
public final class ChannelTest {
    /// The most that one test takes once its key is open, however patient the channel is.
    public static final Duration LONGEST = Duration.ofSeconds(30);

    private static final System.Logger LOG = System.getLogger(ChannelTest.class.getName());

    private static final UpstreamTimeout SILENCE =
            new UpstreamTimeout(UpstreamTimeout.Phase.FIRST_TOKEN);

    /// How time passes.
    public record Time(InstantSource clock, Ticker ticker, Alarms alarms) {}

    private final Vault vault;
    private final UpstreamClient upstreams;
    private final Time time;

    public ChannelTest(Vault vault, UpstreamClient upstreams, Time time) {
        this.vault = vault;
        this.upstreams = upstreams;
        this.time = time;
    }

    /// Blocks until the result is clear. The channel may be a draft that no store has seen, and may
    /// stand as it likes.
    ///
    /// @param model as clients would ask for it
    public TestReport run(Channel channel, UpstreamKey key, String model) {
        Secret secret;
        try {
            secret = vault.open(key.sealed(), Channel.identity(channel.id()));
        } catch (VaultException e) {
            LOG.log(
                    Level.ERROR,
                    "key " + key.id() + " of channel " + channel.id() + " cannot be opened",
                    e);
            var result = new NotSent("The key cannot be opened; the log says why.");
            return new TestReport(key.id(), channel.sentModel(model), 0, 0, result);
        }
        var line = new Cancellation(time.clock().instant().plus(LONGEST));
        try (var _ =
                time.alarms()
                        .after(patience(channel), () -> line.cancel(Cancellation.Reason.SILENCE))) {
            return new Running(channel, key.id(), model, secret, line).report();
        }
    }

    private static Duration patience(Channel channel) {
        Timeouts timeouts = channel.timeouts();
        return Stream.of(timeouts.firstToken(), timeouts.total(), LONGEST)
                .min(Duration::compareTo)
                .orElseThrow();
    }

    /// One test. One use, one thread.
    private final class Running {
        private final Channel channel;
        private final String keyId;
        private final String model;
        private final Secret key;
        private final Cancellation line;
        private final long since = time.ticker().nanos();
        private long askedAt = since;

        Running(Channel channel, String keyId, String model, Secret key, Cancellation line) {
            this.channel = channel;
            this.keyId = keyId;
            this.model = model;
            this.key = key;
            this.line = line;
        }

        /// A refusal may be about the limit of the output: then the same is asked without one.
        TestReport report() {
            ProbeAnswer answer = ask(TestQuestion.of(channel.kind(), model));
            if (answer instanceof ProbeAnswer.Fault(_, UpstreamRefused _, _)) {
                answer =
                        TestQuestion.unlimited(channel.kind(), model).map(this::ask).orElse(answer);
            }
            return new TestReport(
                    keyId,
                    channel.sentModel(model),
                    answer.status(),
                    millisSince(since),
                    result(answer));
        }

        private ProbeAnswer ask(TestQuestion question) {
            var call =
                    question.dialect()
                            .write(
                                    question.call(),
                                    channel,
                                    channel.sentModel(model),
                                    key,
                                    Set.of());
            askedAt = time.ticker().nanos();
            int status = 0;
            try (UpstreamAnswer answer = upstreams.call(call, channel.timeouts(), line)) {
                status = answer.status();
                return new ProbeReader(answer, question, faults()).read();
            } catch (RelayException e) {
                boolean cancelled = line.reason().isPresent();
                return new ProbeAnswer.Fault(status, cancelled ? SILENCE : e.failure(), "");
            }
        }

        private FaultReader faults() {
            String sent = channel.sentModel(model);
            var scrubber =
                    new Scrubber(() -> List.of(key), channel.baseUrl(), sent, sent, new byte[0]);
            return new FaultReader(scrubber, channel.kind(), sent, sent, time.clock()::instant);
        }

        private TestReport.Result result(ProbeAnswer answer) {
            return switch (answer) {
                case ProbeAnswer.Word _ -> new Works(millisSince(askedAt));
                case ProbeAnswer.Fault(int status, Failure failure, String said) -> {
                    var words = Explanation.of(failure, status, said);
                    yield failure instanceof UpstreamBusy
                            ? new Limited(words)
                            : new Fails(failure.metric(), words);
                }
            };
        }

        private long millisSince(long start) {
            return (time.ticker().nanos() - start) / 1_000_000;
        }
    }
}
