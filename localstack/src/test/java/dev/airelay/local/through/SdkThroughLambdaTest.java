package dev.airelay.local.through;

import dev.airelay.local.UpSettings.Mode;

/// Through the proxy's own zip, in processes of its own.
class SdkThroughLambdaTest extends SdkThroughRelay {
    SdkThroughLambdaTest() {
        super(Mode.LAMBDA);
    }
}
