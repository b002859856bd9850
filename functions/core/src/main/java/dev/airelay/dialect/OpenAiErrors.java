package dev.airelay.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airelay.failure.CallerFault;
import dev.airelay.failure.Failure;
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

    /// `{"error":{…}}`; an upstream's refusal is its own body.
    public static byte[] body(Failure failure) {
        if (failure instanceof UpstreamFault.UpstreamRefused refused) {
            return refused.body();
        }
        return JsonNodeFactory.instance
                .objectNode()
                .set("error", object(failure))
                .toString()
                .getBytes(UTF_8);
    }

    public static ObjectNode object(Failure failure) {
        Words words = words(failure);
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("message", failure.message());
        error.put("type", words.type);
        if (failure instanceof CallerFault.Malformed malformed && !malformed.field().isEmpty()) {
            error.put("param", malformed.field());
        } else {
            error.putNull("param");
        }
        error.put("code", words.code);
        return error;
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
            case CallerFault.Malformed _ -> new Words("invalid_request_error", "invalid_request");
            case CallerFault.LimitReached limit ->
                    new Words(
                            limit.measure() == Measure.TOKENS_PER_MINUTE ? "tokens" : "requests",
                            "rate_limit_exceeded");
            case RelayFault.NotPriced _ -> new Words("server_error", "model_not_priced");
            case RelayFault.NoChannel _ -> new Words("server_error", "no_channel");
            case RelayFault.StateAway _ -> new Words("server_error", "relay_unavailable");
            case RelayFault.DeadlinePassed _ -> new Words("server_error", "timeout");
            case RelayFault.Stopping _ -> new Words("server_error", "relay_restarting");
            case RelayFault.ClientGone _ -> new Words("server_error", "client_closed_request");
            case RelayFault.Outrun _, RelayFault.Internal _ ->
                    new Words("server_error", "internal_error");
            case UpstreamFault.UpstreamRefused _ ->
                    new Words("invalid_request_error", "invalid_request");
            case UpstreamFault.UpstreamDenied _ -> new Words("server_error", "upstream_denied");
            case UpstreamFault.UpstreamBusy _ -> new Words("requests", "rate_limit_exceeded");
            case UpstreamFault.UpstreamOverloaded _ ->
                    new Words("server_error", "server_is_overloaded");
            case UpstreamFault.UpstreamBroken _ -> new Words("server_error", "upstream_error");
            case UpstreamFault.UpstreamTimeout _ -> new Words("server_error", "upstream_timeout");
        };
    }
}
