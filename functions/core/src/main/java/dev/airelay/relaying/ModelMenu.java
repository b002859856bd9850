package dev.airelay.relaying;

import dev.airelay.access.Access;
import dev.airelay.access.RelayKey;
import dev.airelay.quota.Estimate;
import dev.airelay.relaying.Admissions.Ticket;
import dev.airelay.routing.RouteBook;
import dev.airelay.upstream.Channel;
import java.util.List;
import java.util.stream.Stream;

/// Which models a key may ask for by name.
///
/// Reading the list passes the gate like any other request, so that a revoked key sees nothing; it
/// leaves no record.
final class ModelMenu {
    private final Admissions admissions;
    private final Settling settling;
    private final RouteBook routes;

    ModelMenu(Admissions admissions, Settling settling, RouteBook routes) {
        this.admissions = admissions;
        this.settling = settling;
        this.routes = routes;
    }

    /// Sorted by name; channels that serve every model add only the names they map.
    List<String> of(Exchange exchange, Access first) {
        Ticket ticket = admissions.admit(exchange, first, "", Estimate.NOTHING);
        RelayKey key = ticket.access().key();
        try {
            return routes.routes(ticket.admitted().routesVersion()).channels().stream()
                    .filter(Channel::enabled)
                    .flatMap(channel ->
                            Stream.concat(
                                    channel.models().stream(), channel.mapping().keySet().stream()))
                    .filter(model -> !model.equals("*") && key.grant().allowsModel(model))
                    .distinct()
                    .sorted()
                    .toList();
        } finally {
            settling.release(ticket, exchange.requestId());
        }
    }
}
