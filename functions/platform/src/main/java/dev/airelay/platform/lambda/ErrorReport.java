package dev.airelay.platform.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The error object of the Runtime API: `errorMessage`, `errorType`, `stackTrace`.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html> (read 2026-11-21).
///
/// @param type what the `Lambda-Runtime-Function-Error-Type` field says, such as
///   `Runtime.InitError`
/// @param json the UTF-8 bytes of the object, below 64 KB
record ErrorReport(String type, @SuppressWarnings("ArrayRecordComponent") byte[] json) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST_MESSAGE = 4000;
    private static final int MOST_FRAMES = 100;

    /// A report of what a throwable says about itself; its stack is cut after 100 frames.
    static ErrorReport of(String type, Throwable failure) {
        return of(
                type,
                failure.getClass().getSimpleName(),
                String.valueOf(failure.getMessage()),
                failure.getStackTrace());
    }

    static ErrorReport of(String type, String message) {
        return of(type, type, message, new StackTraceElement[0]);
    }

    private static ErrorReport of(
            String type, String errorType, String message, StackTraceElement[] stack) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField(
                    "errorMessage",
                    message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)));
            json.writeStringField("errorType", errorType);
            json.writeArrayFieldStart("stackTrace");
            for (int i = 0; i < Math.min(stack.length, MOST_FRAMES); i++) {
                json.writeString(stack[i].toString());
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ErrorReport(
                type.matches("[A-Za-z0-9._-]+") ? type : "Runtime.Unknown", bytes.toByteArray());
    }
}
