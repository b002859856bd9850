package dev.airelay.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airelay.failure.CallerFault;
import dev.airelay.failure.Failure;
import dev.airelay.failure.Refusal;
import dev.airelay.failure.RelayFault;
import dev.airelay.failure.UpstreamFault;
import dev.airelay.limit.Window;

/// Anthropic's error object. Source: https://docs.anthropic.com/en/api/errors (read 2026-11-21).
final class AnthropicErrors {
    private AnthropicErrors() {}

    /// `{"type":"error","error":{…},"request_id":…}`; an upstream's refusal in these words is its
    /// own body, where it may be.
    static byte[] body(Failure failure, String traceId) {
        if (failure instanceof UpstreamFault.UpstreamRefused(_, Refusal refusal)
                && refusal.body().length > 0) {
            return refusal.body();
        }
        return object(failure).put("request_id", traceId).toString().getBytes(UTF_8);
    }

    /// As the data of an event, on one line: no JSON value holds a raw line end.
    static String line(Failure failure) {
        return failure instanceof UpstreamFault.UpstreamRefused(_, Refusal refusal)
                        && refusal.body().length > 0
                ? new String(refusal.body(), UTF_8).replace('\n', ' ').replace('\r', ' ')
                : object(failure).toString();
    }

    private static ObjectNode object(Failure failure) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", "error");
        body.putObject("error").put("type", type(failure)).put("message", failure.message());
        return body;
    }

    private static String type(Failure failure) {
        return switch (failure) {
            case CallerFault.Unauthenticated _ -> "authentication_error";
            case CallerFault.ModelForbidden _,
                    CallerFault.GroupForbidden _,
                    CallerFault.AddressForbidden _ ->
                    "permission_error";
            case CallerFault.OutOfFunds _ -> "billing_error";
            case CallerFault.BudgetSpent spent ->
                    spent.window() == Window.TOTAL ? "billing_error" : "rate_limit_error";
            case CallerFault.UnknownPath _,
                    CallerFault.UnknownModel _,
                    CallerFault.UnknownGroup _ ->
                    "not_found_error";
            case CallerFault.MethodNotAllowed _,
                    CallerFault.BodyTooSlow _,
                    CallerFault.CodingUnknown _,
                    CallerFault.Malformed _ ->
                    "invalid_request_error";
            case CallerFault.BodyTooLarge _ -> "request_too_large";
            case CallerFault.LimitReached _, UpstreamFault.UpstreamBusy _ -> "rate_limit_error";
            case UpstreamFault.UpstreamRefused(int status, Refusal refusal) ->
                    refusal(status, refusal);
            case UpstreamFault.UpstreamLacksModel _ -> "not_found_error";
            case UpstreamFault.UpstreamOverloaded _,
                    RelayFault.NoChannel _,
                    RelayFault.NoRoom _,
                    RelayFault.Stopping _ ->
                    "overloaded_error";
            case UpstreamFault.UpstreamTimeout _, RelayFault.DeadlinePassed _ -> "timeout_error";
            case UpstreamFault.UpstreamDenied _,
                    UpstreamFault.UpstreamBroken _,
                    RelayFault.StateAway _,
                    RelayFault.NotPriced _,
                    RelayFault.ClientGone _,
                    RelayFault.Outrun _,
                    RelayFault.KeyNotOpened _,
                    RelayFault.Internal _ ->
                    "api_error";
        };
    }

    /// The upstream's own word, when it is one of this dialect.
    private static String refusal(int status, Refusal refusal) {
        boolean known =
                refusal.type().endsWith("_error") || refusal.type().equals("request_too_large");
        return known
                ? refusal.type()
                : switch (status) {
                    case 403 -> "permission_error";
                    case 404 -> "not_found_error";
                    case 413 -> "request_too_large";
                    default -> "invalid_request_error";
                };
    }
}
