package dev.airelay.bench.environments;

import dev.airelay.bench.failures.wire.Dialect;
import dev.airelay.bench.failures.wire.Mode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// What `environments` was asked to do.
///
/// @param fresh environments for each case, each with a first request of its own
/// @param requests to each environment
record EnvironmentFlags(List<Setting> settings, List<Case> cases, int fresh, int requests) {
    static final String HELP =
            """
            ./relay bench environments [flags]: what one Lambda environment of the proxy takes after its restore.

            The proxy's zip runs in the Lambda emulator as `./relay up --mode lambda` runs it. Each environment serves one
            request after another and is frozen (SIGSTOP) from the moment it asks for its next invocation until that comes,
            as Lambda does; then its CPU clock is read, which counts every thread in nanoseconds. The upstream answers at
            once, in another process. A real restore also reads the snapshot from where it is kept, which nothing here shows.

              --memory 256,512            limit CPU to Lambda's share for so many MB (1769 is one core), and size the heap by
                                          it; from the restore on, in periods of 20 ms (default: no limit, the heap of 1769)
              --rounds 1,50,5000          rehearsal rounds before the snapshot (system property relay.rehearsal.rounds;
                                          default: as many as the proxy chooses)
              --java "OPTIONS"            for the JVM, behind those that the zip has; repeatable, each a run of its own
              --dialects chat,messages,responses
              --answers stream,whole      a stream of 20 pieces, or one piece
              --fresh N                   environments for each case (default 3); medians over them are shown
              --requests N                to each environment (default 500, which is the most)

            Each value of --memory with each of --rounds and of --java is a run of its own: a first environment that is not shown, then
            dialects x answers x N environments.
            """;

    /// @throws IllegalArgumentException saying what is wrong
    static EnvironmentFlags read(List<String> arguments) {
        List<OptionalInt> memory = List.of(OptionalInt.empty());
        List<OptionalInt> rounds = List.of(OptionalInt.empty());
        var java = new ArrayList<String>();
        List<Dialect> dialects = List.of(Dialect.CHAT, Dialect.MESSAGES, Dialect.RESPONSES);
        List<Mode> modes = List.of(Mode.values());
        int fresh = 3;
        int requests = 500;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String flag = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(flag + " wants a value, or is no flag");
            }
            String value = rest.next();
            switch (flag) {
                case "--memory" -> memory = numbers(flag, value, 128, 10_240);
                case "--rounds" -> rounds = numbers(flag, value, 0, 1_000_000);
                case "--java" -> java.add(value.strip());
                case "--dialects" -> dialects = named(flag, Dialect.class, value);
                case "--answers" -> modes = named(flag, Mode.class, value);
                case "--fresh" -> fresh = number(flag, value, 1, 100);
                case "--requests" -> requests = number(flag, value, 1, 500);
                default ->
                        throw new IllegalArgumentException(
                                flag
                                        + " is no flag; ./relay bench environments --help lists"
                                        + " them");
            }
        }
        return new EnvironmentFlags(
                settings(memory, rounds, java.isEmpty() ? List.of("") : java),
                Case.of(dialects, modes),
                fresh,
                requests);
    }

    private static List<Setting> settings(
            List<OptionalInt> memory, List<OptionalInt> rounds, List<String> java) {
        return memory.stream()
                .flatMap(megabytes ->
                        rounds.stream()
                                .flatMap(count ->
                                        java.stream()
                                                .map(options ->
                                                        new Setting(megabytes, count, options))))
                .toList();
    }

    private static List<OptionalInt> numbers(String flag, String text, int least, int most) {
        return Arrays.stream(text.split(",", -1))
                .map(one -> OptionalInt.of(number(flag, one, least, most)))
                .toList();
    }

    private static int number(String flag, String text, int least, int most) {
        if (text.matches("\\d{1,7}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new IllegalArgumentException(
                flag + " wants a number from " + least + " to " + most + ", not '" + text + "'");
    }

    private static <E extends Enum<E>> List<E> named(String flag, Class<E> type, String text) {
        List<E> all = List.of(type.getEnumConstants());
        return Arrays.stream(text.split(",", -1))
                .map(name ->
                        all.stream()
                                .filter(one -> name(one).equals(name))
                                .findFirst()
                                .orElseThrow(() ->
                                        new IllegalArgumentException(
                                                flag
                                                        + " knows "
                                                        + all.stream()
                                                                .map(EnvironmentFlags::name)
                                                                .toList()
                                                        + ", not '"
                                                        + name
                                                        + "'")))
                .toList();
    }

    private static String name(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }
}
