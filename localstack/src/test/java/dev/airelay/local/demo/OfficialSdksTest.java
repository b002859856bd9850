package dev.airelay.local.demo;

import dev.airelay.local.server.DoorSettings;
import dev.airelay.local.server.HttpDoor;
import java.io.IOException;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/// The SDKs against the demo upstream itself.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficialSdksTest extends SdkContract {
    private String uri = "";
    private AutoCloseable door = () -> {};

    @BeforeAll
    void open() throws IOException {
        var demo = new DemoUpstream(Pacer.none(), InstantSource.system());
        HttpDoor opened = HttpDoor.open(DoorSettings.loopback(0), demo, InstantSource.system());
        uri = "http://127.0.0.1:" + opened.port();
        door = opened;
    }

    @AfterAll
    void close() throws Exception {
        door.close();
    }

    @Override
    protected String uri() {
        return uri;
    }

    @Override
    protected String key() {
        return "any";
    }
}
