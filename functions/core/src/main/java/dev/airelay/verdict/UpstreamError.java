package dev.airelay.verdict;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/// What an upstream says about its failure, whichever shape it says it in. Nothing in it is fit to
/// be shown yet.
///
/// @param message empty when it says none in words
/// @param type as the upstream calls it; empty when it does not
/// @param code as the upstream calls it; empty when it does not, or by a number
/// @param param which part of the request it is about; empty when it does not say
/// @param words every name that it gives the error, the most specific first
/// @param number the status that it names inside, 400 to 599; 0 when it names none
/// @param flagged whether it says that the input was flagged
/// @param pause how long it wants to be left alone; zero when it does not say
/// @param extras members of its error beyond those
record UpstreamError(
        String message,
        String type,
        String code,
        String param,
        List<String> words,
        int number,
        boolean flagged,
        Duration pause,
        ObjectNode extras) {
    UpstreamError {
        words = List.copyOf(words);
    }
}
