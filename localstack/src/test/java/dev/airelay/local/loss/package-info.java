/// What clients, records and upstreams see when something breaks: an upstream, a client, a key, a
/// limit, a store.
///
/// The relay runs as in server mode over real engines, or as a whole from its zip; the upstream is
/// scripted, so that it breaks on purpose.
@NullMarked
package dev.airelay.local.loss;

import org.jspecify.annotations.NullMarked;
