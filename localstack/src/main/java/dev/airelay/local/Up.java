package dev.airelay.local;

import dev.airelay.local.engines.ManagedProcess;
import dev.airelay.local.server.PortUnavailableException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/// `./relay up`: starts a relay on this machine and stays until it is told to stop.
public final class Up {
    private static final int BAD_FLAGS = 2;

    private Up() {}

    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> environment = System.getenv();
        Logger.getLogger("").setLevel(Level.WARNING);
        System.exit(run(List.of(arguments), environment, System.out, System.err));
    }

    private static int run(
            List<String> arguments,
            Map<String, String> environment,
            PrintStream out,
            PrintStream err)
            throws InterruptedException {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(Flags.HELP);
            return 0;
        }
        Path root = Path.of(System.getProperty("relay.root", ".")).toAbsolutePath().normalize();
        try {
            UpSettings settings = Flags.read(arguments, root, environment);
            LocalRelay relay = LocalRelay.start(settings, root, err::println);
            ManagedProcess.beforeChildrenEnd(relay::close);
            out.print(relay.announcement().welcome(locale(environment)));
            out.flush();
            Thread.currentThread().join();
            return 0;
        } catch (FlagException e) {
            err.println(e.getMessage());
            return BAD_FLAGS;
        } catch (PortUnavailableException e) {
            err.println(
                    "Port "
                            + e.port()
                            + " is in use. Stop what listens there, or choose another with --port P.");
            return 1;
        } catch (IOException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private static Locale locale(Map<String, String> environment) {
        String language =
                environment.getOrDefault(
                        "LC_ALL",
                        environment.getOrDefault(
                                "LC_MESSAGES", environment.getOrDefault("LANG", "en")));
        return Locale.of(language.split("[_.]", 2)[0]);
    }
}
