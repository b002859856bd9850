package dev.airelay.local.demo;

import java.util.List;

/// Where a conversation stands: what the answer is to.
sealed interface Turn {
    /// The person said something.
    ///
    /// @param words their own; empty when only their program spoke
    /// @param answered whether the model has answered them already, so that what follows is the
    ///   program's doing
    record Said(String words, boolean answered) implements Turn {}

    /// A tool was called for the person's last words.
    ///
    /// @param text what it returned; empty when nothing came of it
    record ToolReturned(String text) implements Turn {}

    /// What a message, or a part of one, is to a turn.
    sealed interface Step {
        /// Text of the role `user`.
        record User(String text) implements Step {}

        /// What the model said.
        record Model() implements Step {}

        /// A call of a tool, or what came of it.
        ///
        /// @param text empty for a call
        record Tool(String text) implements Step {}
    }

    /// The last turn of a conversation. It begins with the person's last own words; what their
    /// program says in between changes nothing.
    static Turn of(List<Step> steps) {
        Turn turn = new Said("", false);
        for (Step step : steps) {
            turn =
                    switch (step) {
                        case Step.User(var text) -> {
                            String own = OwnWords.of(text);
                            yield own.isEmpty() ? turn : new Said(own, false);
                        }
                        case Step.Model() ->
                                turn instanceof Said(var words, _) ? new Said(words, true) : turn;
                        case Step.Tool(var text) -> new ToolReturned(text);
                    };
        }
        return turn;
    }
}
