package dev.airelay.platform.aws;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/// An HTTP client whose aborted requests fail as the SDK expects it: with an [IOException].
///
/// The SDK aborts a request when its attempt has taken too long. Apache's client throws a
/// [CancellationException] where that request still waits for a connection; the SDK knows it for a
/// timeout no more, tries no second time, and lets it out to the caller, who reckons with
/// [software.amazon.awssdk.core.exception.SdkException]s. Sources: `InternalExecRuntime` and
/// `BasicFuture` of httpclient5 5.6.4 and httpcore5 5.4.3, `ApiCallAttemptTimeoutTrackingStage` and
/// `TimeoutExceptionHandlingStage` of sdk-core 2.54.13 (read 2026-11-27).
record AbortableHttpClient(SdkHttpClient http) implements SdkHttpClient {
    /// @param http of the client, in the making
    record Builder(SdkHttpClient.Builder<?> http)
            implements SdkHttpClient.Builder<AbortableHttpClient.Builder> {
        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return new AbortableHttpClient(http.buildWithDefaults(defaults));
        }
    }

    private record Call(ExecutableHttpRequest request) implements ExecutableHttpRequest {
        @Override
        public HttpExecuteResponse call() throws IOException {
            try {
                return request.call();
            } catch (CancellationException e) {
                throw new IOException("aborted while it waited for a connection", e);
            }
        }

        @Override
        public void abort() {
            request.abort();
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Call(http.prepareRequest(request));
    }

    @Override
    public String clientName() {
        return http.clientName();
    }

    @Override
    public void close() {
        http.close();
    }
}
