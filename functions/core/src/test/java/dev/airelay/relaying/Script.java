package dev.airelay.relaying;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.failure.UpstreamFault;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.http.Headers;
import java.util.Optional;

/// How a [ScriptedUpstream] takes one call.
///
/// @param noAnswer fails the call before there is a head
/// @param end what a reader gets behind the body: empty for its proper end
/// @param onCall happens once the request has been received, before the head is given
/// @param onEnd happens when a reader asks for more than the body holds
/// @param stays whether it waits for the cut of the exchange before it does anything
public record Script(
        int status,
        Headers headers,
        @SuppressWarnings("ArrayRecordComponent") byte[] body,
        Cuts cuts,
        Optional<UpstreamFault> noAnswer,
        Optional<UpstreamFault> end,
        Runnable onCall,
        Runnable onEnd,
        boolean stays) {

    public static Script answer(int status, Headers headers, byte[] body) {
        return new Script(
                status,
                headers,
                body,
                Cuts.whole(),
                Optional.empty(),
                Optional.empty(),
                () -> {},
                () -> {},
                false);
    }

    public static Script answer(int status, String contentType, String body) {
        return answer(status, Headers.of("content-type", contentType), body.getBytes(UTF_8));
    }

    public static Script json(int status, String body) {
        return answer(status, "application/json", body);
    }

    public static Script stream(String body) {
        return answer(200, "text/event-stream", body);
    }

    /// No answer until the exchange is cut, and none then.
    public static Script silence() {
        return fails(new UpstreamBroken(UpstreamBroken.How.RESET)).untilCut();
    }

    /// No answer at all.
    public static Script fails(UpstreamFault fault) {
        Script silent = json(200, "");
        return new Script(
                200,
                silent.headers,
                silent.body,
                silent.cuts,
                Optional.of(fault),
                Optional.empty(),
                silent.onCall,
                silent.onEnd,
                false);
    }

    public Script header(String name, String value) {
        return new Script(
                status,
                headers.toBuilder().set(name, value).build(),
                body,
                cuts,
                noAnswer,
                end,
                onCall,
                onEnd,
                stays);
    }

    public Script cut(Cuts where) {
        return new Script(status, headers, body, where, noAnswer, end, onCall, onEnd, stays);
    }

    public Script thenFails(UpstreamFault fault) {
        return new Script(
                status, headers, body, cuts, noAnswer, Optional.of(fault), onCall, onEnd, stays);
    }

    public Script onCall(Runnable action) {
        return new Script(status, headers, body, cuts, noAnswer, end, action, onEnd, stays);
    }

    /// The head comes only when the exchange is cut.
    private Script untilCut() {
        return new Script(status, headers, body, cuts, noAnswer, end, onCall, onEnd, true);
    }

    public Script onEnd(Runnable action) {
        return new Script(status, headers, body, cuts, noAnswer, end, onCall, action, stays);
    }
}
