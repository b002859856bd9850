package dev.airelay.bench.failures.scenario;

import dev.airelay.bench.failures.client.Answer;
import java.util.Locale;

/// How a gateway tells who served a request.
///
/// @param header whose value contains the mark; empty when the model in the body has to do
/// @param mark of the fallback, in lower case
public record Naming(String header, String mark) {
    /// Every fallback of the suite names itself in the model of its answers.
    public static final Naming BY_MODEL = new Naming("", "fallback");

    boolean namesFallback(Answer answer) {
        return told(answer).toLowerCase(Locale.ROOT).contains(mark);
    }

    String told(Answer answer) {
        return header.isEmpty() ? answer.model() : answer.header(header);
    }
}
