package dev.airelay.bench.failures;

import dev.airelay.bench.failures.client.Address;
import dev.airelay.bench.failures.scenario.Naming;
import dev.airelay.bench.failures.scenario.Scenario;
import dev.airelay.bench.failures.scenario.Scenarios;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the failure suite was asked to do.
///
/// @param port of the scripted upstream; 0 lets the system choose
/// @param json where details go; empty for nowhere
record FailureFlags(Whom whom, int port, List<Scenario> scenarios, String json) {
    static final String HELP =
            """
            ./relay bench failures [flags]: every way to fail, against a gateway, in one table.

              --against relay             the relay, started for it (default)
              --against portkey           Portkey's gateway (installed by npm on first use)
              --target URL --key K        a gateway that runs already; the suite says what to configure and waits for it
              --names-by HEADER           the header in which the target names the fallback (default: the body's model)
              --port P                    where the upstream listens (default: any free port)
              --only SCENARIO             only this one; repeatable
              --json FILE                 writes the details there
            """;

    /// The gateway to try.
    sealed interface Whom {
        record Relay() implements Whom {}

        record Portkey() implements Whom {}

        /// One that runs already.
        record Running(Address address, String key, Naming naming) implements Whom {}
    }

    Optional<Path> details() {
        return json.isEmpty() ? Optional.empty() : Optional.of(Path.of(json));
    }

    /// @throws IllegalArgumentException saying what is wrong
    static FailureFlags read(List<String> arguments) {
        String against = "relay";
        String target = "";
        String key = "";
        Naming naming = Naming.BY_MODEL;
        int port = 0;
        var only = new ArrayList<String>();
        String json = "";
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            String flag = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(flag + " wants a value, or is no flag");
            }
            String value = rest.next();
            switch (flag) {
                case "--against" -> against = value;
                case "--target" -> target = value;
                case "--key" -> key = value;
                case "--names-by" -> naming = new Naming(value, "fallback");
                case "--port" -> port = Integer.parseInt(value);
                case "--only" -> only.add(value);
                case "--json" -> json = value;
                default ->
                        throw new IllegalArgumentException(
                                flag + " is no flag; ./relay bench failures --help lists them");
            }
        }
        Whom whom =
                target.isEmpty()
                        ? started(against)
                        : new Whom.Running(Address.of(target), key, naming);
        return new FailureFlags(whom, port, scenarios(only), json);
    }

    private static Whom started(String name) {
        return switch (name) {
            case "relay" -> new Whom.Relay();
            case "portkey" -> new Whom.Portkey();
            default ->
                    throw new IllegalArgumentException(
                            "--against knows relay and portkey, not " + name);
        };
    }

    private static List<Scenario> scenarios(List<String> names) {
        List<Scenario> all = Scenarios.all();
        for (String name : names) {
            if (all.stream().noneMatch(one -> one.name().equals(name))) {
                throw new IllegalArgumentException(
                        "there is no scenario '"
                                + name
                                + "', only "
                                + all.stream().map(Scenario::name).toList());
            }
        }
        return all.stream().filter(one -> names.isEmpty() || names.contains(one.name())).toList();
    }
}
