package dev.airelay.bench.environments;

/// What one request took, in nanoseconds.
///
/// @param cpu of the environment, from its resumption until it asks for the next invocation
/// @param firstByte from the request's sending to the first byte of its body
/// @param next from the request's sending until the environment asks for the next invocation: what
///   is billed, less what Lambda itself takes
record Sample(long cpu, long firstByte, long next) {}
