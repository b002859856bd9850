package dev.airelay.relaying;

import dev.airelay.access.Access;
import dev.airelay.access.RelayKey;
import dev.airelay.failure.CallerFault.UnknownGroup;
import dev.airelay.failure.RelayException;
import dev.airelay.quota.Estimate;
import dev.airelay.relaying.Admissions.Requested;
import dev.airelay.relaying.Admissions.Ticket;
import dev.airelay.routing.RouteBook;
import dev.airelay.routing.Routes;
import java.util.List;
import java.util.Set;

/// Which models a key may ask for by name.
///
/// Reading the list passes the gate like any other request, so that a revoked key sees nothing; it
/// leaves no record.
final class ModelList {
    private final Admissions admissions;
    private final UsageRecorder recorder;
    private final RouteBook routes;

    ModelList(Admissions admissions, UsageRecorder recorder, RouteBook routes) {
        this.admissions = admissions;
        this.recorder = recorder;
        this.routes = routes;
    }

    /// Sorted by name; channels that serve every model add the names they map, and those that have
    /// a price at their provider.
    ///
    /// @param group that the path names; may be empty
    List<String> of(Arrival arrival, Access first, String group) {
        Ticket ticket =
                admissions.admit(
                        arrival, first, new Requested("", group, Set.of()), Estimate.NOTHING);
        RelayKey key = ticket.access().key();
        try {
            Routes current = routes.routes(ticket.admission().news().routesVersion());
            if (!ticket.group().isEmpty() && !current.hasGroup(ticket.group())) {
                throw new RelayException(new UnknownGroup(ticket.group()));
            }
            return current.menu(ticket.group(), arrival.arrivedAt()).stream()
                    .filter(model -> !model.equals("*") && key.grant().allowsModel(model))
                    .sorted()
                    .toList();
        } finally {
            recorder.release(ticket, arrival.requestId());
        }
    }
}
