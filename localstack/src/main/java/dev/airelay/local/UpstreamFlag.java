package dev.airelay.local;

import dev.airelay.secret.Secret;
import dev.airelay.upstream.ChannelPolicy;
import dev.airelay.upstream.Kind;
import dev.airelay.upstream.Timeouts;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// One upstream as named on the command line: `KIND=URL[,OPTION=VALUE]…`.
///
/// @param models `*` alone when none are named
/// @param name of its channel, as answers tell it; empty leaves it to be numbered
/// @param priority higher is tried first; 0 when none is given
/// @param policy the usual one where nothing else is given
public record UpstreamFlag(
        Kind kind,
        URI url,
        Secret key,
        Set<String> models,
        String name,
        int priority,
        ChannelPolicy policy) {
    static final String FORM = "KIND=URL[,key=K][,models=a|b][,name=N][,priority=P][,…]";

    /// One without a name of its own, of the usual priority.
    public UpstreamFlag(Kind kind, URI url, Secret key, Set<String> models) {
        this(kind, url, key, models, "", 0, ChannelPolicy.USUAL);
    }

    /// @throws FlagException saying what is wrong
    static UpstreamFlag parse(String text) {
        String[] parts = text.split(",");
        String[] target = parts[0].split("=", 2);
        if (target.length < 2) {
            throw new FlagException("--upstream wants " + FORM + ", not '" + parts[0] + "'");
        }
        var flag =
                new UpstreamFlag(kind(target[0]), url(target[1]), new Secret("none"), Set.of("*"));
        for (String part : Arrays.asList(parts).subList(1, parts.length)) {
            flag = flag.with(part);
        }
        return flag;
    }

    private UpstreamFlag with(String part) {
        String[] option = part.split("=", 2);
        String value = option.length < 2 ? "" : option[1];
        return switch (option[0]) {
            case "key" ->
                    new UpstreamFlag(kind, url, new Secret(value), models, name, priority, policy);
            case "models" ->
                    new UpstreamFlag(kind, url, key, models(value), name, priority, policy);
            case "name" -> new UpstreamFlag(kind, url, key, models, name(value), priority, policy);
            case "priority" ->
                    new UpstreamFlag(kind, url, key, models, name, priority(value), policy);
            default ->
                    new UpstreamFlag(
                            kind, url, key, models, name, priority, policy(option[0], value));
        };
    }

    private ChannelPolicy policy(String option, String value) {
        Timeouts now = policy.timeouts();
        return switch (option) {
            case "retries" -> policy.withMaxRetry(Math.toIntExact(number(option, value)));
            case "slots" -> policy.withMaxConcurrency(Math.toIntExact(number(option, value)));
            case "hedge" -> policy.withHedgeAfter(seconds(option, value));
            case "connect" ->
                    policy.withTimeouts(
                            new Timeouts(
                                    seconds(option, value),
                                    now.firstToken(),
                                    now.idle(),
                                    now.total()));
            case "first-token" ->
                    policy.withTimeouts(
                            new Timeouts(
                                    now.connect(),
                                    seconds(option, value),
                                    now.idle(),
                                    now.total()));
            case "idle" ->
                    policy.withTimeouts(
                            new Timeouts(
                                    now.connect(),
                                    now.firstToken(),
                                    seconds(option, value),
                                    now.total()));
            case "total" ->
                    policy.withTimeouts(
                            new Timeouts(
                                    now.connect(),
                                    now.firstToken(),
                                    now.idle(),
                                    seconds(option, value)));
            default ->
                    throw new FlagException(
                            "--upstream knows key=, models=, name=, priority=, retries=, slots=,"
                                    + " hedge=, connect=, first-token=, idle= and total= behind"
                                    + " the URL; one part is none of them");
        };
    }

    private static Duration seconds(String option, String text) {
        return Duration.ofSeconds(number(option, text));
    }

    private static long number(String option, String text) {
        if (!text.matches("\\d{1,5}")) {
            throw new FlagException(
                    "--upstream wants a number up to 99999 for " + option + ", not '" + text + "'");
        }
        return Long.parseLong(text);
    }

    private static Set<String> models(String text) {
        return new LinkedHashSet<>(Arrays.asList(text.split("\\|")));
    }

    private static String name(String text) {
        if (!text.matches("(?!upstream-)[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new FlagException(
                    "--upstream wants a name of letters, digits, '.', '_' and '-' that does not"
                            + " begin with upstream-, as unnamed ones do; not '"
                            + text
                            + "'");
        }
        return text;
    }

    private static int priority(String text) {
        if (!text.matches("-?\\d{1,4}")) {
            throw new FlagException(
                    "--upstream wants a priority from -9999 to 9999, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static Kind kind(String text) {
        try {
            return Kind.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            List<String> kinds =
                    Arrays.stream(Kind.values())
                            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                            .toList();
            throw new FlagException("--upstream knows the kinds " + kinds + ", not '" + text + "'");
        }
    }

    private static URI url(String text) {
        if (!text.matches("https?://[^\\s/?#@]+(/[^\\s?#]*)?")) {
            throw new FlagException("--upstream wants an http or https URL, not '" + text + "'");
        }
        return URI.create(text);
    }
}
