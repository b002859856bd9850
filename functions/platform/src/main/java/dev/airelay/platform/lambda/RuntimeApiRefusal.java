package dev.airelay.platform.lambda;

import java.io.IOException;

/// The Runtime API understood the call and said no; asking again changes nothing.
final class RuntimeApiRefusal extends IOException {
    RuntimeApiRefusal(String call, Answer answer) {
        super(call + " was refused: " + answer + " " + answer.reason());
    }
}
