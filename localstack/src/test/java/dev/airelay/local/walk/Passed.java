package dev.airelay.local.walk;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Where a class says that one of its methods runs: [MarkedClasses] puts the call at the start of
/// each. What is said is noted from [#begin] to [#end]. Safe for many threads.
public final class Passed {
    private static final Set<String> NAMES = ConcurrentHashMap.newKeySet();
    private static volatile boolean noting;

    private Passed() {}

    /// @param name of the class, as [Class#getName] has it
    public static void through(String name) {
        if (noting) {
            NAMES.add(name);
        }
    }

    /// Forgets what was noted, and notes anew.
    static void begin() {
        NAMES.clear();
        noting = true;
    }

    /// The names that were said since [#begin].
    static Set<String> end() {
        noting = false;
        return Set.copyOf(NAMES);
    }
}
