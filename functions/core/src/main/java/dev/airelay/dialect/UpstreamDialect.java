package dev.airelay.dialect;

import dev.airelay.secret.Secret;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.UpstreamCall;
import dev.airelay.usage.Metered;
import java.util.List;
import java.util.Set;

/// How the relay speaks to one kind of upstream when the client speaks the same. Stateless; safe
/// for many threads.
public interface UpstreamDialect {
    /// The request for one channel: the client's bytes, with no more than single values changed.
    ///
    /// @param sentModel what the channel calls the model that it shall serve
    /// @param repairs what to leave out of what would be added, see [#additions(Call)]
    UpstreamCall write(
            Call call, Channel channel, String sentModel, Secret key, Set<Repair> repairs);

    /// What is added to this call of the relay's own accord, and can be left out.
    default List<Repair> additions(Call call) {
        return List.of();
    }

    /// Watches a streamed answer to this call.
    StreamTap openTap(Call call);

    /// What a whole answer to this call reports to have used.
    Metered readUsage(Call call, byte[] body);
}
