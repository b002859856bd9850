/// The server edge: a socket in front of a [dev.airelay.http.Handler], for use without Lambda.
///
/// Only this room knows the HTTP server library. It adds nothing to an answer, so that a client
/// sees the same fields and bytes as through a function URL.
@NullMarked
package dev.airelay.local.server;

import org.jspecify.annotations.NullMarked;
