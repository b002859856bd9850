package dev.airelay.local;

import dev.airelay.http.AllowedOrigins;
import dev.airelay.local.UpSettings.Gate;
import dev.airelay.local.UpSettings.Mode;
import dev.airelay.local.UpSettings.ReadyFile;
import dev.airelay.local.UpSettings.Stores;
import dev.airelay.secret.Secret;
import dev.airelay.upstream.Kind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads the command line of `up`.
final class Flags {
    static final String HELP =
            """
            ./relay up [flags]: runs the relay on this machine.

              --port P            where to serve everything (default 8787)
              --mode server       the proxy behind an HTTP server in one process (default)
              --mode lambda       the proxy's own zip in emulated Lambda environments, SnapStart included
              --rehearse SECONDS  in a server, play made-up requests for so long while the engines start, so that the
                                  first real ones are fast (default 5; 0 for none)
              --environments N    how many Lambda environments, one request at a time each (default 2)
              --timeout SECONDS   after which Lambda kills a request (default 900); it is told to end before that
              --upstream KIND=URL[,key=K][,models=a|b][,name=N][,priority=P]
                                  a real upstream instead of the built-in demo; KIND is openai or anthropic; repeatable;
                                  of several for one model those of the highest priority (default 0) are tried first
                                  more: retries=N slots=N, and seconds: hedge=, connect=, first-token=, idle=, total=
              --data DIR          where everything that lasts is kept (default .relay)
              --fresh             forget what was kept
              --stores memory     keep nothing and start faster; Redis stays real
              --gate dynamodb     count requests in DynamoDB, without Redis (default: redis, and DynamoDB while Redis is away)
              --admin EMAIL:PASSWORD
                                  who the first user is, when there is none; otherwise a command is printed by which somebody becomes it
              --ready-file FILE   write {"baseUrl", "apiKey", "setupUrl", ...} there once requests are served
              --help              this text

            OPENAI_API_KEY and ANTHROPIC_API_KEY, when set, become real channels beside the demo.
            RELAY_CORS_ORIGINS says which web pages may use it (default *: all).
            Ctrl-C stops everything that was started.
            """;

    private static final int USUAL_PORT = 8787;
    private static final int LEAST_SECONDS = 3;
    private static final int MOST_SECONDS = 900;

    private enum ModeName {
        SERVER,
        LAMBDA
    }

    private ModeName mode = ModeName.SERVER;
    private Stores stores = Stores.DYNAMODB;
    private Gate gate = Gate.REDIS;
    private int port = USUAL_PORT;
    private int rehearsalSeconds = 5;
    private int environments = 2;
    private int timeoutSeconds = MOST_SECONDS;
    private Path data;
    private boolean fresh;
    private final List<UpstreamFlag> upstreams = new ArrayList<>();
    private Optional<Path> readyFile = Optional.empty();
    private Optional<FirstUser.Wanted> admin = Optional.empty();

    private Flags(Path root) {
        data = root.resolve(".relay");
    }

    /// @param root the checkout
    /// @param environment the variables of this process
    /// @throws FlagException saying what to write instead
    static UpSettings read(List<String> arguments, Path root, Map<String, String> environment) {
        var flags = new Flags(root);
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            String[] flag = rest.next().split("=", 2);
            flags.take(
                    flag[0],
                    () -> {
                        if (flag.length > 1) {
                            return flag[1];
                        }
                        if (!rest.hasNext()) {
                            throw new FlagException(flag[0] + " wants a value");
                        }
                        return rest.next();
                    });
        }
        return flags.settings(environment);
    }

    private void take(String flag, Supplier<String> value) {
        switch (flag) {
            case "--mode" -> mode = oneOf(ModeName.class, flag, value.get());
            case "--stores" -> stores = oneOf(Stores.class, flag, value.get());
            case "--gate" -> gate = oneOf(Gate.class, flag, value.get());
            case "--port" -> port = number(flag, value.get(), 0, 65_535);
            case "--rehearse" -> rehearsalSeconds = number(flag, value.get(), 0, 60);
            case "--environments" -> environments = number(flag, value.get(), 1, 32);
            case "--timeout" ->
                    timeoutSeconds = number(flag, value.get(), LEAST_SECONDS, MOST_SECONDS);
            case "--data" -> data = Path.of(value.get()).toAbsolutePath();
            case "--fresh" -> fresh = true;
            case "--admin" -> admin = Optional.of(FirstUser.Wanted.parse(value.get()));
            case "--upstream" -> upstreams.add(UpstreamFlag.parse(value.get()));
            case "--ready-file" -> readyFile = Optional.of(Path.of(value.get()).toAbsolutePath());
            default ->
                    throw new FlagException(
                            "'" + flag + "' is no flag of up; ./relay up --help lists them");
        }
    }

    private UpSettings settings(Map<String, String> environment) {
        if (mode == ModeName.LAMBDA && stores == Stores.MEMORY) {
            throw new FlagException(
                    "--stores memory goes with --mode server only: Lambda environments are processes of"
                            + " their own and share nothing but stores");
        }
        if (gate == Gate.DYNAMODB && stores == Stores.MEMORY) {
            throw new FlagException(
                    "--gate dynamodb needs --stores dynamodb: with --stores memory there is no DynamoDB");
        }
        if (admin.isPresent() && stores == Stores.MEMORY) {
            throw new FlagException(
                    "--admin needs --stores dynamodb: with --stores memory nobody can sign in");
        }
        requireOwnNames();
        return new UpSettings(
                switch (mode) {
                    case SERVER -> new Mode.Server(Duration.ofSeconds(rehearsalSeconds));
                    case LAMBDA ->
                            new Mode.Lambda(environments, Duration.ofSeconds(timeoutSeconds));
                },
                stores,
                gate,
                port,
                data,
                fresh,
                upstreams,
                upstreams.isEmpty() ? vendors(environment) : List.of(),
                ReadyFile.of(readyFile),
                origins(environment),
                admin);
    }

    private static String origins(Map<String, String> environment) {
        String origins = environment.getOrDefault("RELAY_CORS_ORIGINS", "");
        try {
            var _ = AllowedOrigins.parse(origins.isBlank() ? "*" : origins);
            return origins.isBlank() ? "*" : origins;
        } catch (IllegalArgumentException e) {
            throw new FlagException("RELAY_CORS_ORIGINS " + e.getMessage());
        }
    }

    private void requireOwnNames() {
        var seen = new HashSet<String>();
        for (UpstreamFlag upstream : upstreams) {
            if (!upstream.name().isEmpty() && !seen.add(upstream.name())) {
                throw new FlagException("two --upstream have the name '" + upstream.name() + "'");
            }
        }
    }

    private static List<UpstreamFlag> vendors(Map<String, String> environment) {
        var vendors = new ArrayList<UpstreamFlag>();
        vendor(environment.get("OPENAI_API_KEY"), Kind.OPENAI, "https://api.openai.com/v1")
                .ifPresent(vendors::add);
        vendor(environment.get("ANTHROPIC_API_KEY"), Kind.ANTHROPIC, "https://api.anthropic.com")
                .ifPresent(vendors::add);
        return vendors;
    }

    private static Optional<UpstreamFlag> vendor(@Nullable String key, Kind kind, String url) {
        return key == null || key.isBlank()
                ? Optional.empty()
                : Optional.of(
                        new UpstreamFlag(
                                kind, URI.create(url), new Secret(key.strip()), Set.of("*")));
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, String flag, String text) {
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            var names =
                    Arrays.stream(type.getEnumConstants())
                            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                            .toList();
            throw new FlagException(flag + " wants one of " + names + ", not '" + text + "'");
        }
    }

    private static int number(String flag, String text, int least, int most) {
        if (text.matches("\\d{1,6}")
                && Integer.parseInt(text) >= least
                && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw new FlagException(
                flag + " wants a number from " + least + " to " + most + ", not '" + text + "'");
    }
}
