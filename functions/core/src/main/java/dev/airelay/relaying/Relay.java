package dev.airelay.relaying;

import dev.airelay.dialect.Call;
import dev.airelay.dialect.UpstreamDialect;
import dev.airelay.failure.CallerFault.UnknownModel;
import dev.airelay.failure.Failure;
import dev.airelay.failure.RelayException;
import dev.airelay.failure.RelayFault;
import dev.airelay.failure.StoreException;
import dev.airelay.failure.UpstreamFault;
import dev.airelay.routing.RouteBook;
import dev.airelay.routing.Router;
import dev.airelay.routing.Routes;
import dev.airelay.secret.Secret;
import dev.airelay.secret.Vault;
import dev.airelay.secret.VaultException;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.UpstreamAnswer;
import dev.airelay.upstream.UpstreamClient;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.random.RandomGenerator;

/// The whole relay: plan, attempt, bridge, answer, for a request that has been admitted.
///
/// Another channel is tried only while the client has seen nothing. Whatever happens, the client is
/// answered exactly once and the story is complete when [#relay] returns.
final class Relay {
    private static final System.Logger LOG = System.getLogger(Relay.class.getName());

    private final RouteBook routes;
    private final Vault vault;
    private final UpstreamClient upstreams;
    private final RandomGenerator random;

    Relay(RouteBook routes, Vault vault, UpstreamClient upstreams, RandomGenerator random) {
        this.routes = routes;
        this.vault = vault;
        this.upstreams = upstreams;
        this.random = random;
    }

    void relay(Passage passage, Story story) {
        try {
            List<Candidate> plan = plan(passage);
            attemptEach(plan, passage, story);
        } catch (RelayException e) {
            answer(passage, story, e.failure());
        } catch (StoreException e) {
            LOG.log(
                    Level.WARNING,
                    "routes cannot be read for request " + passage.exchange().requestId(),
                    e);
            answer(passage, story, new RelayFault.StateAway());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "request " + passage.exchange().requestId() + " failed", e);
            answer(passage, story, new RelayFault.Internal());
        }
    }

    private List<Candidate> plan(Passage passage) {
        Call call = passage.call();
        Admissions.Ticket ticket = passage.ticket();
        Routes current = routes.routes(ticket.admitted().routesVersion());
        List<Channel> plan =
                Router.plan(current.channels(), call.endpoint().kind(), call.model(), random);
        if (plan.isEmpty()) {
            throw new RelayException(
                    Router.knows(current.channels(), call.endpoint().kind(), call.model())
                            ? new RelayFault.NoChannel(call.model())
                            : new UnknownModel(call.model()));
        }
        List<Candidate> priced =
                Candidate.among(
                        plan,
                        current.tariffs(),
                        call,
                        ticket.access().key().grant().group(),
                        passage.exchange().arrivedAt());
        if (priced.isEmpty()) {
            throw new RelayException(new RelayFault.NotPriced(call.model()));
        }
        return priced;
    }

    private void attemptEach(List<Candidate> plan, Passage passage, Story story) {
        var last = new RelayException(new RelayFault.Internal());
        for (Candidate candidate : plan) {
            Channel channel = candidate.channel();
            story.trying(candidate);
            passage.trying(channel);
            try {
                attempt(channel, passage, story);
                story.tried("none");
                return;
            } catch (RelayException e) {
                last = passage.explain(e);
                story.tried(last.failure().metric());
                if (passage.begun() || !last.failure().mayTryNext()) {
                    throw last;
                }
            }
        }
        throw last;
    }

    private void attempt(Channel channel, Passage passage, Story story) {
        Call call = passage.call();
        UpstreamDialect dialect = passage.upstream();
        var request = dialect.write(call, channel, key(channel));
        try (UpstreamAnswer answer =
                upstreams.call(
                        request, channel.timeouts(), passage.exchange().request().lifeline())) {
            if (answer.status() / 100 != 2) {
                throw new RelayException(
                        dialect.readFailure(
                                answer.status(), answer.headers(), WholeBody.read(answer)));
            }
            passage.bridge(answer, story).carry(answer);
        }
    }

    private Secret key(Channel channel) {
        try {
            return vault.open(channel.key(), Channel.identity(channel.id()));
        } catch (VaultException e) {
            LOG.log(Level.ERROR, "the key of channel " + channel.id() + " cannot be opened", e);
            throw new RelayException(new UpstreamFault.UpstreamDenied(), e);
        }
    }

    private static void answer(Passage passage, Story story, Failure failure) {
        story.failed(failure, passage.begun());
        passage.answerFailure(failure);
    }
}
