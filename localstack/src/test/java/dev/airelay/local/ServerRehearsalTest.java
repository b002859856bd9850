package dev.airelay.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.dialect.TokenCounter;
import dev.airelay.http.Handler;
import dev.airelay.proxy.Rehearsal;
import dev.airelay.proxy.RehearsalPlace;
import dev.airelay.proxy.RehearsalPlace.Carrier;
import dev.airelay.proxy.stage.Scene;
import dev.airelay.proxy.stage.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerRehearsalTest {
    private static final int ROUNDS = 11;

    private final List<String> played = new ArrayList<>();
    private final List<String> amiss = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"--stores=memory", "--stores=dynamodb", "--gate=dynamodb"})
    void everyRequestThroughTheDoorEndsAsItShould(String flag) {
        var settings = Flags.read(List.of(flag), Path.of("."), Map.of());
        var place = ServerRehearsal.place(settings);
        var watched =
                new RehearsalPlace(
                        (stage, proxy) -> watching(place, stage, proxy),
                        place.inMemory(),
                        place.restored(),
                        place.afterEnd());
        new Rehearsal(
                        Engines.rehearsed(settings),
                        TokenCounter.NONE,
                        new Rehearsal.Length(ROUNDS, Duration.ofMinutes(5)),
                        watched)
                .run();
        assertEquals(List.of(), amiss);
        assertEquals(2 * ROUNDS, played.stream().filter("messages with tools"::equals).count());
        assertTrue(played.contains("fail-over"), played::toString);
    }

    private Carrier watching(RehearsalPlace place, Stage stage, Handler proxy) throws IOException {
        Carrier carrier = place.carriers().open(stage, proxy);
        return new Carrier() {
            @Override
            public int carry(Scene scene) throws IOException, InterruptedException {
                int status = carrier.carry(scene);
                played.add(scene.name());
                if (status != scene.status()) {
                    amiss.add(scene.name() + ": " + status);
                }
                return status;
            }

            @Override
            public void close() {
                carrier.close();
            }
        };
    }
}
