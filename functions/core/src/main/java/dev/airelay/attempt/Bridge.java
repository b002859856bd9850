package dev.airelay.attempt;

import dev.airelay.failure.Failure;
import dev.airelay.upstream.UpstreamAnswer;
import dev.airelay.usage.Metered;
import java.io.IOException;

/// Carries one upstream answer to one client. One thread, one answer.
///
/// First [#open] holds back what comes until it is worth showing, so that another upstream can take
/// over while it is not; then [#carry] shows it.
public sealed interface Bridge permits StreamPassThrough, WholePassThrough {
    /// Reads until the answer has begun to say something. Nothing goes to the client.
    ///
    /// @throws dev.airelay.failure.RelayException when it does not
    void open(UpstreamAnswer answer);

    /// Brings what was held and the rest to the client, and ends the reply.
    ///
    /// @throws dev.airelay.failure.RelayException when the upstream breaks off
    /// @throws IOException when the client left
    void carry(UpstreamAnswer answer, Delivery delivery) throws IOException;

    /// What was used so far.
    Metered metered();

    /// Tells the client, who has seen a part of the answer, that the rest is not coming.
    void breakOff(Failure failure, Delivery delivery);
}
