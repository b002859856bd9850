package dev.airelay.verdict;

import dev.airelay.failure.Refusal;
import dev.airelay.failure.UpstreamFault;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.failure.UpstreamFault.UpstreamBusy;
import dev.airelay.failure.UpstreamFault.UpstreamDenied;
import dev.airelay.failure.UpstreamFault.UpstreamDenied.Sort;
import dev.airelay.failure.UpstreamFault.UpstreamLacksModel;
import dev.airelay.failure.UpstreamFault.UpstreamOverloaded;
import dev.airelay.failure.UpstreamFault.UpstreamRefused;
import dev.airelay.failure.UpstreamFault.UpstreamTimeout;
import dev.airelay.verdict.ErrorWords.Meaning;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/// Whose fault an error is.
///
/// A clear word decides; else a sentence that is known; else the status, of which one named inside
/// the error counts more than that of the answer; else a vague word. Statuses that only a request
/// can bring about ([#firm]) decide before all words.
///
/// @param askedModel as the client named it
/// @param sentModel as the upstream was asked for it
/// @param echoed whether a text stands in the client's request
record Verdicts(String askedModel, String sentModel, Predicate<String> echoed) {
    /// @param status of the answer; 200 when the error stood inside a good one
    /// @param pause as the answer's header says; zero when it says nothing
    UpstreamFault of(int status, Duration pause, UpstreamError error) {
        if (firm(status)) {
            return refused(status);
        }
        Duration wait = pause.compareTo(error.pause()) > 0 ? pause : error.pause();
        Optional<String> clear =
                error.words().stream()
                        .filter(word -> ErrorWords.clear(word).isPresent())
                        .findFirst();
        if (clear.isPresent()) {
            Meaning meaning = ErrorWords.clear(clear.get()).orElseThrow();
            return of(meaning, status, error, wait, ErrorWords.provokable(clear.get()));
        }
        if (error.flagged()) {
            return of(Meaning.REQUEST, status, error, wait, false);
        }
        return Phrases.in(error.message(), echoed)
                .map(meaning -> of(meaning, status, error, wait, true))
                .orElseGet(() -> ofStatus(status, error, wait));
    }

    private UpstreamFault ofStatus(int status, UpstreamError error, Duration pause) {
        boolean refusal = refuses(status);
        int counts =
                error.number() == 0 || (refusal && error.number() >= 500) ? status : error.number();
        Optional<Meaning> vague =
                error.words().stream().flatMap(word -> ErrorWords.vague(word).stream()).findFirst();
        boolean saysLittle = counts == 200 || counts == 403 || counts >= 500;
        if (saysLittle && vague.isPresent() && vague.get() != Meaning.BROKEN) {
            boolean forbidden = counts == 403 && Phrases.forbids(error.message());
            return of(forbidden ? Meaning.PERMISSION : vague.get(), status, error, pause, true);
        }
        if (refuses(counts)) {
            return counts == 404 && Phrases.lacks(error.message(), sentModel)
                    ? new UpstreamLacksModel(askedModel)
                    : refused(shown(status, error, Meaning.REQUEST));
        }
        return switch (counts) {
            case 401 -> new UpstreamDenied(Sort.CREDENTIALS, false);
            case 402 -> new UpstreamDenied(Sort.QUOTA, true);
            case 403 -> new UpstreamDenied(Sort.PERMISSION, true);
            case 429 -> new UpstreamBusy(pause);
            case 503, 529 -> new UpstreamOverloaded(counts);
            case 504 -> new UpstreamTimeout(UpstreamTimeout.Phase.FIRST_TOKEN);
            default -> broken(status);
        };
    }

    private UpstreamFault of(
            Meaning meaning, int status, UpstreamError error, Duration pause, boolean provokable) {
        return switch (meaning) {
            case REQUEST, TOO_LARGE, UNPROCESSABLE -> refused(shown(status, error, meaning));
            case NOT_FOUND ->
                    Phrases.lacks(error.message(), sentModel)
                            ? new UpstreamLacksModel(askedModel)
                            : refused(shown(status, error, meaning));
            case CREDENTIALS -> new UpstreamDenied(Sort.CREDENTIALS, provokable && status != 401);
            case PERMISSION -> new UpstreamDenied(Sort.PERMISSION, true);
            case QUOTA -> new UpstreamDenied(Sort.QUOTA, provokable || status == 402);
            case MODEL -> new UpstreamLacksModel(askedModel);
            case BUSY -> new UpstreamBusy(pause);
            case OVERLOADED -> new UpstreamOverloaded(overloaded(status, error));
            case TIMEOUT -> new UpstreamTimeout(UpstreamTimeout.Phase.FIRST_TOKEN);
            case BROKEN -> broken(status);
        };
    }

    /// Anthropic has a status of its own for it.
    private static int overloaded(int status, UpstreamError error) {
        return status == 529 || error.words().contains("overloaded_error") ? 529 : 503;
    }

    private static UpstreamFault broken(int status) {
        return new UpstreamBroken(
                status == 200 ? UpstreamBroken.How.REPORTED : UpstreamBroken.How.STATUS);
    }

    private static UpstreamFault refused(int status) {
        return new UpstreamRefused(status, Refusal.SILENT);
    }

    /// What the client gets: the status that the upstream chose for it, else the one that fits.
    private static int shown(int status, UpstreamError error, Meaning meaning) {
        if (refuses(status) || status == 403) {
            return status;
        }
        return refuses(error.number()) || error.number() == 403 ? error.number() : meaning.status();
    }

    /// Statuses about the size, the method, the format or the law: nothing else can be meant.
    private static boolean firm(int status) {
        return switch (status) {
            case 405, 411, 413, 414, 415, 431, 451 -> true;
            default -> false;
        };
    }

    private static boolean refuses(int status) {
        return firm(status) || status == 400 || status == 404 || status == 422;
    }
}
