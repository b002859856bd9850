package dev.airelay.local.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the demo upstream says to a prompt: the same each time.
sealed interface Answer {
    Pattern ANY_TOOL = Pattern.compile("(?i)(?<!\\w)tools?(?!\\w)");

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

    /// A turn has one call at most: once a tool was called, words end it, whatever is asked for.
    static Answer to(Prompt prompt) {
        var tool =
                switch (prompt.calling()) {
                    case NEVER -> Optional.<Tool>empty();
                    case WHEN_MENTIONED -> mentioned(prompt);
                    case ALWAYS ->
                            prompt.turn() instanceof Turn.Said
                                    ? prompt.tools().stream().findFirst()
                                    : Optional.<Tool>empty();
                };
        return tool.<Answer>map(
                        called -> new Call(called, Pieces.of(called.sampleArguments().toString())))
                .filter(call -> call.tokens() <= prompt.outputLimit())
                .orElseGet(() -> text(prompt));
    }

    private static Optional<Tool> mentioned(Prompt prompt) {
        if (!(prompt.turn() instanceof Turn.Said(var words, boolean answered)) || answered) {
            return Optional.empty();
        }
        var named = prompt.tools().stream().filter(tool -> tool.isNamedIn(words)).findFirst();
        if (named.isPresent() || !ANY_TOOL.matcher(words).find()) {
            return named;
        }
        return prompt.tools().stream()
                .filter(Tool::runsCommands)
                .findFirst()
                .or(() -> prompt.tools().stream().findFirst());
    }

    private static Text text(Prompt prompt) {
        var said = prompt.form().isMissingNode() ? prose(prompt) : Tool.sample(prompt.form());
        var pieces = Pieces.of(said);
        var cut = pieces.size() > prompt.outputLimit();
        return new Text(cut ? pieces.subList(0, prompt.outputLimit()) : pieces, cut);
    }

    private static String prose(Prompt prompt) {
        return switch (prompt.turn()) {
            case Turn.Said(var words, _) ->
                    "Hello from the relay's demo upstream. No model is behind "
                            + prompt.model()
                            + " here: these words are made on this machine, so that keys,"
                            + " streaming, usage and limits can be tried without a"
                            + " provider."
                            + quoted(words);
            case Turn.ToolReturned(var text) ->
                    "The tool returned \""
                            + lastWords(text)
                            + "\". That is all that the relay's demo upstream makes of"
                            + " it.";
        };
    }

    private static String quoted(String words) {
        return words.isEmpty() ? "" : " Your last words were: \"" + lastWords(words) + "\".";
    }

    private static String lastWords(String text) {
        var words = text.substring(Math.max(0, text.length() - 300)).strip().split("\\s+");
        return String.join(
                " ", Arrays.asList(words).subList(Math.max(0, words.length - 12), words.length));
    }
}
