package dev.airelay.upstream;

import dev.airelay.secret.Sealed;

/// One of the keys with which a channel's upstream is called.
///
/// @param id tells a channel's keys apart, in records and in what is known about each; never part
///   of the key itself
public record UpstreamKey(String id, Sealed sealed) {}
