/// What the functions of the control plane have in common: a table of routes with their guards,
/// reading what a call says, answering in JSON.
///
/// An [dev.airelay.platform.api.ApiDoor] is an [dev.airelay.http.Handler], so any edge can carry
/// it. `docs/api.md` tells how a route is written.
@NullMarked
package dev.airelay.platform.api;

import org.jspecify.annotations.NullMarked;
