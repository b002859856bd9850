/// The streaming edge: everything this product knows about running inside AWS Lambda.
///
/// It speaks the Runtime API over plain sockets, so that a Java function can stream its answer and
/// send trailers, and it walks a SnapStart environment through its snapshot.
@NullMarked
package dev.airelay.platform.lambda;

import org.jspecify.annotations.NullMarked;
