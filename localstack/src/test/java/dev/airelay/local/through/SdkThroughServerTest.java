package dev.airelay.local.through;

import dev.airelay.local.UpSettings.Mode;

class SdkThroughServerTest extends SdkThroughRelay {
    SdkThroughServerTest() {
        super(new Mode.Server());
    }
}
