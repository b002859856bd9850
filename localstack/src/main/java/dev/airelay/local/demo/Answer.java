package dev.airelay.local.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the demo upstream says to a prompt: the same each time.
sealed interface Answer {
    /// In the order in which they leave, one a token.
    List<String> pieces();

    default int tokens() {
        return pieces().size();
    }

    default String whole() {
        return String.join("", pieces());
    }

    /// @param cut whether the caller's limit ended it early
    record Text(List<String> pieces, boolean cut) implements Answer {}

    /// @param pieces the arguments' JSON
    record Call(Tool tool, List<String> pieces) implements Answer {}

    static Answer to(Prompt prompt) {
        var tool =
                switch (prompt.calling()) {
                    case NEVER -> Optional.<Tool>empty();
                    case WHEN_MENTIONED -> mentioned(prompt);
                    case ALWAYS -> prompt.tools().stream().findFirst();
                };
        return tool.<Answer>map(
                        called -> new Call(called, Pieces.of(called.sampleArguments().toString())))
                .orElseGet(() -> text(prompt));
    }

    private static Optional<Tool> mentioned(Prompt prompt) {
        return switch (prompt.turn()) {
            case Prompt.Turn.Said(var text) ->
                    prompt.tools().stream()
                            .filter(tool -> hasWord(text, Pattern.quote(tool.name())))
                            .findFirst()
                            .or(() ->
                                    prompt.tools().stream()
                                            .filter(tool -> hasWord(text, "(?i:tools?)"))
                                            .findFirst());
            case Prompt.Turn.ToolReturned _ -> Optional.empty();
        };
    }

    private static boolean hasWord(String text, String word) {
        return Pattern.compile("(?<!\\w)" + word + "(?!\\w)").matcher(text).find();
    }

    private static Text text(Prompt prompt) {
        var said =
                switch (prompt.turn()) {
                    case Prompt.Turn.Said(var text) ->
                            "Hello from the relay's demo upstream. No model is behind "
                                    + prompt.model()
                                    + " here: these words are made on this machine, so that keys,"
                                    + " streaming, usage and limits can be tried without a"
                                    + " provider. Your last words were: \""
                                    + lastWords(text)
                                    + "\".";
                    case Prompt.Turn.ToolReturned(var text) ->
                            "The tool returned \""
                                    + lastWords(text)
                                    + "\". That is all that the relay's demo upstream makes of"
                                    + " it.";
                };
        var pieces = Pieces.of(said);
        var cut = pieces.size() > prompt.outputLimit();
        return new Text(cut ? pieces.subList(0, prompt.outputLimit()) : pieces, cut);
    }

    private static String lastWords(String text) {
        var words = text.substring(Math.max(0, text.length() - 300)).strip().split("\\s+");
        return String.join(
                " ", Arrays.asList(words).subList(Math.max(0, words.length - 12), words.length));
    }
}
