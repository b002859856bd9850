package dev.airelay.quota;

import java.time.Duration;

/// A request before the gate.
///
/// @param requestId the relay's own id; see [Gate#admit] for asking twice
/// @param model that is asked for; empty for a request that leaves no usage record
/// @param lease how long its slot and hold may live should nobody reconcile it: the exchange's
///   deadline and a margin
public record AdmissionRequest(
        String requestId, Holder holder, String model, Estimate estimate, Duration lease) {}
