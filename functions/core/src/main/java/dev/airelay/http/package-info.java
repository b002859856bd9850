/// One HTTP exchange as the domain sees it, whatever carried it: a Lambda invocation or a socket.
///
/// Edges in the platform build a [dev.airelay.http.Request], hand it to a
/// [dev.airelay.http.Handler] with a [dev.airelay.http.Reply], and cut its
/// [dev.airelay.http.Cancellation] when time is up or the client has left.
@NullMarked
package dev.airelay.http;

import org.jspecify.annotations.NullMarked;
