package dev.airelay.bench.failures.upstream;

/// Who writes an answer.
///
/// @param model as the answer names it: the asked one and the role's name behind it, as vendors add
///   a date
public record Author(String model, int inputTokens, int outputTokens) {
    static Author of(String askedModel, Role role) {
        return new Author(
                askedModel + "-by-" + role.label(), role.inputTokens(), role.outputTokens());
    }
}
