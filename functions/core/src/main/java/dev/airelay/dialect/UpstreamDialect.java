package dev.airelay.dialect;

import dev.airelay.failure.UpstreamFault;
import dev.airelay.http.Headers;
import dev.airelay.secret.Secret;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.UpstreamCall;
import dev.airelay.usage.Metered;

/// How the relay speaks to one kind of upstream when the client speaks the same. Stateless; safe
/// for many threads.
public interface UpstreamDialect {
    /// The request for one channel: the client's bytes, with no more than single values changed.
    ///
    /// @param sentModel what the channel calls the model that it shall serve
    UpstreamCall write(Call call, Channel channel, String sentModel, Secret key);

    /// What an answer with a status other than 2xx means.
    UpstreamFault readFailure(int status, Headers headers, byte[] body);

    /// Watches a streamed answer to this call.
    StreamTap openTap(Call call);

    /// What a whole answer to this call reports to have used.
    Metered readUsage(Call call, byte[] body);
}
