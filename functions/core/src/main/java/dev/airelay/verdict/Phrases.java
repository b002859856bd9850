package dev.airelay.verdict;

import dev.airelay.verdict.ErrorWords.Meaning;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sentences by which upstreams tell what no code of theirs does; the only place where the wording
/// of a message decides anything.
///
/// A sentence that stands in the request itself is taken for an echo and decides nothing. Sources:
/// `docs/dialects/errors.md`.
final class Phrases {
    private static final Map<Meaning, Pattern> SENTENCES = new EnumMap<>(Meaning.class);

    static {
        SENTENCES.put(
                Meaning.REQUEST,
                sentence(
                        "maximum context length|exceeds? the (?:available |maximum |model's )?context"
                                + "|prompt is (?:too long|longer than)|input is too long"
                                + "|content (?:management )?polic(?:y|ies)|violat\\w+ .{0,40}polic(?:y|ies)"
                                + "|(?:input|prompt|request|message|content)s? (?:was|were|is|has been) flagged"
                                + "|inappropriate content|may contain sensitive"));
        SENTENCES.put(
                Meaning.QUOTA,
                sentence(
                        "credit balance is too low|reached your specified api usage limits"
                                + "|exceeded your current quota|insufficient (?:account )?balance"
                                + "|insufficient credits|account balance is (?:too low|insufficient|exhausted)"
                                + "|usage limit for this billing cycle|overdue balance|spending limit|does(?:n't| not) have any credits|run out of credits|used all available credits"
                                + "|account is in good standing|余额不足|已欠费"));
        SENTENCES.put(
                Meaning.PERMISSION,
                sentence(
                        "organization has been disabled|account (?:is not active|has been (?:suspended|deactivated|disabled))"));
        SENTENCES.put(
                Meaning.CREDENTIALS, sentence("api key not valid|(?:incorrect|invalid) api key"));
        SENTENCES.put(
                Meaning.MODEL,
                sentence(
                        "\\b(?:model|deployment)s?\\b[\\s:=/]*[\"'`]?[\\w./:@+-]*[\"'`]?\\s*(?:is |was |could |can )?"
                                + "(?:does not exist|do not exist|not exist|not be found|not found|doesn't exist|has been (?:deprecated|decommissioned|retired|shut down))"
                                + "|is not a valid model|no such (?:model|deployment)|unknown model\\b"
                                + "|invalid model(?: name| id|:| [\"'`])|模型不存在"));
    }

    /// A model that is there, with a request that it cannot serve.
    private static final Pattern THERE = sentence("support|context|not a chat model|token|maximum");

    private static final Pattern FORBIDS =
            sentence(
                    "not (?:allowed|permitted|authorized) to|not have (?:access|permission)|permission");

    private static final Pattern MODEL = sentence("\\b(?:models?|deployments?)\\b");

    private Phrases() {}

    private static Pattern sentence(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    /// @param message of the upstream
    /// @param echoed whether a text stands in the request
    static Optional<Meaning> in(String message, Predicate<String> echoed) {
        return SENTENCES.entrySet().stream()
                .filter(entry -> says(message, entry.getValue(), echoed))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean says(String message, Pattern sentence, Predicate<String> echoed) {
        Matcher found = sentence.matcher(message);
        return found.find() && !echoed.test(found.group());
    }

    /// Whether a message that comes with 403 is about what the account may do.
    static boolean forbids(String message) {
        return FORBIDS.matcher(message).find();
    }

    /// Whether a message that comes with 404 is about the model.
    static boolean lacks(String message, String sentModel) {
        String rest = message.replace(sentModel, "");
        boolean named = rest.length() < message.length() || MODEL.matcher(rest).find();
        return named && !THERE.matcher(rest).find();
    }
}
