package dev.airelay.dialect;

import dev.airelay.failure.Failure;
import dev.airelay.failure.UpstreamFault;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.failure.UpstreamFault.UpstreamRefused;
import dev.airelay.json.JsonObject;
import dev.airelay.json.JsonScan;
import dev.airelay.json.NotJsonException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads the error object that an upstream put into an answer whose status was good, and makes an
/// event of its refusal's body.
public final class ReportedError {
    private ReportedError() {}

    /// @param body the frame's data; also what a client is shown when the error is about its own
    ///   words
    /// @param path the members that lead to the error object, outermost first; none means the body
    ///   itself
    public static UpstreamFault read(byte[] body, String... path) {
        try {
            Optional<JsonObject> error = Optional.of(JsonObject.read(body));
            for (String step : path) {
                error = error.flatMap(object -> object.object(step));
            }
            return error.map(object -> of(object, oneLine(body))).orElse(UNKNOWN);
        } catch (NotJsonException e) {
            return new UpstreamBroken(UpstreamBroken.How.NONSENSE);
        }
    }

    /// What is wrong with an answer in one piece: it is no JSON object, or reports an error. Empty
    /// when it is an answer.
    public static Optional<UpstreamFault> inPiece(byte[] body) {
        var look = new Look();
        if (!JsonScan.object(body, look)) {
            return Optional.of(new UpstreamBroken(UpstreamBroken.How.NONSENSE));
        }
        return look.found ? Optional.of(read(body, "error")) : Optional.empty();
    }

    /// Whether a member named `error` reports one: some upstreams always send it, null, false or
    /// empty.
    public static boolean reports(byte[] text, int valueFrom) {
        byte value = text[valueFrom];
        boolean empty = value == '"' && JsonScan.stringLength(text, valueFrom, text.length) == 0;
        return value != 'n' && value != 'f' && !empty;
    }

    /// Looks for an error without reading all the rest.
    private static final class Look implements JsonScan.Visitor {
        private static final byte[] ERROR = "error".getBytes(StandardCharsets.UTF_8);

        private boolean found;

        @Override
        public void member(byte[] text, int nameFrom, int nameTo, int valueFrom, int depth) {
            found |=
                    depth == 1
                            && JsonScan.is(text, nameFrom, nameTo, ERROR)
                            && reports(text, valueFrom);
        }
    }

    /// The error object in a refusal's body; empty when there is none, or it cannot be read.
    public static Optional<JsonObject> in(UpstreamRefused refused) {
        try {
            return JsonObject.read(refused.body()).object("error");
        } catch (NotJsonException e) {
            return Optional.empty();
        }
    }

    /// A refusal's body as the data of an event.
    ///
    /// @return empty for other failures, and when clients would not see that it tells of one: a
    ///   body that is no JSON, or has no error object
    public static Optional<String> data(Failure failure) {
        return failure instanceof UpstreamRefused refused && in(refused).isPresent()
                ? Optional.of(new String(oneLine(refused.body()), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /// The data of several lines on one, so that it can be the data of an event again. No JSON
    /// value holds a raw line end.
    private static byte[] oneLine(byte[] body) {
        byte[] line = body.clone();
        for (int i = 0; i < line.length; i++) {
            if (line[i] == '\n' || line[i] == '\r') {
                line[i] = ' ';
            }
        }
        return line;
    }

    /// @param shown what a client is shown when the error is about its own words
    public static UpstreamFault of(JsonObject error, byte[] shown) {
        UpstreamFault byCode = classify(error, "code", shown);
        return byCode.equals(UNKNOWN) ? classify(error, "type", shown) : byCode;
    }

    private static final UpstreamFault UNKNOWN = new UpstreamBroken(UpstreamBroken.How.REPORTED);

    private static UpstreamFault classify(JsonObject error, String member, byte[] shown) {
        return error.text(member).map(code -> UpstreamErrors.ofCode(code, shown)).orElse(UNKNOWN);
    }
}
