/// The server edge: a socket in front of a [dev.airelay.http.Handler], for use without Lambda.
///
/// An HTTP/1.1 server of its own, for three things that no server library for the JVM does: it
/// tells a blocked handler that its client has left, it lets a handler see the head before a byte
/// of the body is kept, and it reads nothing that another server could read otherwise. It adds
/// nothing to an answer, so that a client sees the same fields and bytes as through a function URL.
///
/// Source: https://www.rfc-editor.org/rfc/rfc9112.html (read 2026-11-27).
@NullMarked
package dev.airelay.local.server;

import org.jspecify.annotations.NullMarked;
