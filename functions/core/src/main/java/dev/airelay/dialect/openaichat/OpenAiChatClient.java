package dev.airelay.dialect.openaichat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.dialect.Call;
import dev.airelay.dialect.CallReader;
import dev.airelay.dialect.ClientDialect;
import dev.airelay.dialect.Endpoint;
import dev.airelay.dialect.OpenAiErrors;
import dev.airelay.dialect.OpenAiModels;
import dev.airelay.dialect.StreamPosition;
import dev.airelay.failure.Failure;
import dev.airelay.http.Headers;
import dev.airelay.http.Request;
import java.util.List;

/// Clients of Chat Completions, completions and embeddings.
public final class OpenAiChatClient implements ClientDialect {
    @Override
    public Call read(Endpoint endpoint, Request request) {
        Call call = CallReader.read(endpoint, request);
        if (call.streamed() && endpoint.writes()) {
            CallReader.mustBeClear(call.body(), "stream_options");
        }
        return call;
    }

    @Override
    public byte[] error(Failure failure, String traceId) {
        return OpenAiErrors.body(failure);
    }

    @Override
    public byte[] errorEvent(Failure failure, Call call, StreamPosition position) {
        return ("data: " + OpenAiErrors.line(failure) + "\n\n").getBytes(UTF_8);
    }

    @Override
    public Headers answerHeaders(String traceId) {
        return Headers.none();
    }

    @Override
    public byte[] models(List<String> models) {
        return OpenAiModels.list(models);
    }

    @Override
    public byte[] model(String model) {
        return OpenAiModels.one(model);
    }
}
