package dev.airelay.local.through;

/// Through the proxy's own zip, in processes of its own.
class SdkThroughLambdaTest extends SdkThroughRelay {
    SdkThroughLambdaTest() {
        super(DemoRelay.LAMBDA);
    }
}
