/// Calls to upstreams over HTTP/1.1: which addresses may be called, connections that are kept for
/// the next call, and the exact moment at which an answer begins, ends or breaks off.
///
/// The message format is read and written by Apache HttpComponents Core 5 (the wire layer of
/// HttpClient 5 classic); sockets, patience and abortion are handled here.
@NullMarked
package dev.airelay.platform.http;

import org.jspecify.annotations.NullMarked;
