package dev.airelay.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.airelay.failure.CallerFault;
import dev.airelay.failure.Failure;
import dev.airelay.failure.Refusal;
import dev.airelay.failure.RelayFault;
import dev.airelay.failure.UpstreamFault;
import dev.airelay.limit.Measure;

/// The error object that OpenAI's endpoints share: message, type, param, code.
///
/// Source: https://platform.openai.com/docs/guides/error-codes and the official SDKs' error classes
/// (read 2026-11-21).
public final class OpenAiErrors {
    private record Words(String type, String code) {}

    private OpenAiErrors() {}

    /// `{"error":{…}}`; an upstream's refusal in these words is its own body, where it may be.
    public static byte[] body(Failure failure) {
        if (failure instanceof UpstreamFault.UpstreamRefused(_, Refusal refusal)
                && refusal.body().length > 0) {
            return refusal.body();
        }
        return JsonNodeFactory.instance
                .objectNode()
                .set("error", object(failure))
                .toString()
                .getBytes(UTF_8);
    }

    /// As the data of an event, on one line: no JSON value holds a raw line end.
    public static String line(Failure failure) {
        return new String(body(failure), UTF_8).replace('\n', ' ').replace('\r', ' ');
    }

    public static ObjectNode object(Failure failure) {
        Words words = words(failure);
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("message", failure.message());
        error.put("type", words.type);
        String param = param(failure);
        error.put("param", param.isEmpty() ? null : param);
        error.put("code", words.code);
        if (failure instanceof UpstreamFault.UpstreamRefused(_, Refusal refusal)) {
            refusal.extras().forEach((name, json) -> error.putRawValue(name, new RawValue(json)));
        }
        return error;
    }

    private static String param(Failure failure) {
        return switch (failure) {
            case CallerFault.Malformed malformed -> malformed.field();
            case UpstreamFault.UpstreamRefused refused -> refused.refusal().param();
            default -> "";
        };
    }

    /// The upstream's own words, as far as it has some.
    private static Words refusal(int status, Refusal refusal) {
        String code =
                switch (status) {
                    case 404 -> "not_found";
                    case 413 -> "request_too_large";
                    default -> "invalid_request";
                };
        return new Words(
                refusal.type().isEmpty() ? "invalid_request_error" : refusal.type(),
                refusal.code().isEmpty() ? code : refusal.code());
    }

    private static Words words(Failure failure) {
        return switch (failure) {
            case CallerFault.Unauthenticated _ ->
                    new Words("invalid_request_error", "invalid_api_key");
            case CallerFault.ModelForbidden _ -> new Words("permission_error", "model_not_allowed");
            case CallerFault.GroupForbidden _ -> new Words("permission_error", "group_not_allowed");
            case CallerFault.UnknownGroup _ ->
                    new Words("invalid_request_error", "group_not_found");
            case CallerFault.AddressForbidden _ ->
                    new Words("permission_error", "address_not_allowed");
            case CallerFault.OutOfFunds _, CallerFault.BudgetSpent _ ->
                    new Words("insufficient_quota", "insufficient_quota");
            case CallerFault.UnknownPath _ -> new Words("invalid_request_error", "unknown_url");
            case CallerFault.MethodNotAllowed _ ->
                    new Words("invalid_request_error", "method_not_allowed");
            case CallerFault.UnknownModel _ ->
                    new Words("invalid_request_error", "model_not_found");
            case CallerFault.BodyTooLarge _ ->
                    new Words("invalid_request_error", "request_too_large");
            case CallerFault.BodyTooSlow _ -> new Words("invalid_request_error", "request_timeout");
            case CallerFault.CodingUnknown _ ->
                    new Words("invalid_request_error", "unsupported_content_encoding");
            case CallerFault.Malformed _ -> new Words("invalid_request_error", "invalid_request");
            case CallerFault.LimitReached limit ->
                    new Words(
                            limit.measure() == Measure.TOKENS_PER_MINUTE ? "tokens" : "requests",
                            "rate_limit_exceeded");
            case RelayFault.NotPriced _ -> new Words("server_error", "model_not_priced");
            case RelayFault.NoChannel _ -> new Words("server_error", "no_channel");
            case RelayFault.StateAway _ -> new Words("server_error", "relay_unavailable");
            case RelayFault.DeadlinePassed _ -> new Words("server_error", "timeout");
            case RelayFault.NoRoom _ -> new Words("server_error", "relay_busy");
            case RelayFault.Stopping _ -> new Words("server_error", "relay_restarting");
            case RelayFault.ClientGone _ -> new Words("server_error", "client_closed_request");
            case RelayFault.Outrun _, RelayFault.Internal _ ->
                    new Words("server_error", "internal_error");
            case RelayFault.KeyNotOpened _ -> new Words("server_error", "upstream_denied");
            case UpstreamFault.UpstreamRefused(int status, Refusal refusal) ->
                    refusal(status, refusal);
            case UpstreamFault.UpstreamDenied denied -> new Words("server_error", denied.metric());
            case UpstreamFault.UpstreamLacksModel _ ->
                    new Words("invalid_request_error", "model_not_found");
            case UpstreamFault.UpstreamBusy _ -> new Words("requests", "rate_limit_exceeded");
            case UpstreamFault.UpstreamOverloaded _ ->
                    new Words("server_error", "server_is_overloaded");
            case UpstreamFault.UpstreamBroken _ -> new Words("server_error", "upstream_error");
            case UpstreamFault.UpstreamTimeout _ -> new Words("server_error", "upstream_timeout");
        };
    }
}
