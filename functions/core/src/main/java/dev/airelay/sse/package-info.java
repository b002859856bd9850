/// Server-sent events as bytes: frames are found without changing, copying twice or delaying them.
///
/// Knows the event stream format, and nothing of what the events mean.
@NullMarked
package dev.airelay.sse;

import org.jspecify.annotations.NullMarked;
