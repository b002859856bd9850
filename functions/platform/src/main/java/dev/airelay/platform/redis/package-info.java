/// Redis: the counters that admit and reconcile requests, and the revisions that stop old copies.
///
/// The only room that knows the Redis client; it works on a single server and on a cluster alike.
@NullMarked
package dev.airelay.platform.redis;

import org.jspecify.annotations.NullMarked;
