package dev.airelay.relaying;

import dev.airelay.failure.Failure;
import dev.airelay.upstream.UpstreamAnswer;

/// Carries one upstream answer to one client. One thread, one answer.
///
/// As long as it is [State#LATENT] nothing has reached the client, and another upstream may still
/// be tried; afterwards only the proper end or an explicit error can follow.
sealed interface Bridge permits StreamPassThrough, WholePassThrough {
    enum State {
        LATENT,
        STREAMING,
        ENDED
    }

    State state();

    /// Carries the whole answer and ends the reply.
    ///
    /// @throws dev.airelay.failure.RelayException when that is not possible; [#state()] then says
    ///   whether the client has seen anything yet
    void carry(UpstreamAnswer answer);

    /// Tells the client, who has seen a part of the answer, that the rest is not coming.
    void breakOff(Failure failure);
}
