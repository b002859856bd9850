package dev.airelay.probing;

import dev.airelay.failure.UpstreamFault.UpstreamBusy;
import java.time.Duration;

/// What came of one [ChannelTest]. Holds no key, whatever the upstream echoed.
///
/// @param keyId of the key that was used
/// @param sentModel what the channel calls the model that was asked for
/// @param status of the upstream's answer; 0 when there was none
/// @param totalMillis until the result was clear
public record TestReport(
        String keyId, String sentModel, int status, long totalMillis, Result result) {
    /// Whether it works, and if not, why.
    public sealed interface Result {}

    /// It began to say something.
    ///
    /// @param firstTokenMillis from the call to that moment
    public record Works(long firstTokenMillis) implements Result {}

    /// It did something else.
    ///
    /// @param metric the failure's metric name
    /// @param message one sentence for those who run the relay, with the upstream's own words where
    ///   it had some
    public record Fails(String metric, String message) implements Result {}

    /// It turned the key away for a while: says nothing about whether it works otherwise.
    ///
    /// @param message as of [Fails]
    public record Limited(String message) implements Result {}

    /// Nothing was sent, because the key could not be opened: says nothing about the upstream.
    public record NotSent(String message) implements Result {}

    public boolean works() {
        return result instanceof Works;
    }

    /// Of the failure: few distinct names; `none` when it works.
    public String metric() {
        return switch (result) {
            case Works _ -> "none";
            case Fails(String metric, _) -> metric;
            case Limited _ -> new UpstreamBusy(Duration.ZERO).metric();
            case NotSent _ -> "key_not_opened";
        };
    }
}
