/// Lambda's two edges: everything this product knows about running inside AWS Lambda.
///
/// [dev.airelay.platform.lambda.LambdaEdge] speaks the Runtime API over plain sockets, so that a
/// Java function can stream its answer and send trailers, and walks a SnapStart environment through
/// its snapshot. [dev.airelay.platform.lambda.BufferedEdge] is called by the managed runtime. Both
/// read events alike and hand them to the same kind of handler.
@NullMarked
package dev.airelay.platform.lambda;

import org.jspecify.annotations.NullMarked;
