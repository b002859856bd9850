package dev.airelay.local.through;

import dev.airelay.local.UpSettings.Mode;
import java.time.Duration;

class SdkThroughServerTest extends SdkThroughRelay {
    SdkThroughServerTest() {
        super(new Mode.Server(Duration.ZERO));
    }
}
