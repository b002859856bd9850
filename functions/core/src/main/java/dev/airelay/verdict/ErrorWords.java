package dev.airelay.verdict;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the codes and types mean by which upstreams name their errors. Spelling does not matter:
/// `DataInspectionFailed` and `data_inspection_failed` are one word.
///
/// Compiled from the documentation of the vendors and the sources of the servers that
/// `docs/dialects/errors.md` lists, with the date of each.
final class ErrorWords {
    /// What an error is about.
    enum Meaning {
        REQUEST(400),
        TOO_LARGE(413),
        NOT_FOUND(404),
        UNPROCESSABLE(422),
        CREDENTIALS(0),
        PERMISSION(0),
        QUOTA(0),
        MODEL(0),
        BUSY(0),
        OVERLOADED(0),
        TIMEOUT(0),
        BROKEN(0);

        private final int status;

        Meaning(int status) {
            this.status = status;
        }

        /// What a client gets that is told of nothing but the word; 0 for what is no refusal.
        int status() {
            return status;
        }
    }

    /// Words that say one thing, whatever comes with them.
    private static final Map<String, Meaning> CLEAR = new HashMap<>();

    /// Words for whole classes of errors, under which vendors also put others: a status says more.
    private static final Map<String, Meaning> VAGUE = new HashMap<>();

    /// Balances that a single request may be too expensive for.
    private static final Set<String> PROVOKABLE =
            Set.of(
                    "paymentrequired",
                    "insufficientcredits",
                    "insufficientuserquota",
                    "preconsumetokenquotafailed");

    static {
        put(
                CLEAR,
                Meaning.REQUEST,
                "context_length_exceeded exceed_context_size_error max_tokens_exceeded string_too_long"
                        + " string_above_max_length array_above_max_length invalid_prompt 1261"
                        + " content_filter content_filter_error content_policy_violation moderation_blocked"
                        + " image_content_policy_violation ResponsibleAIPolicyViolation data_inspection_failed"
                        + " cyber_policy cyber_policy_violation bio_policy safety_error sensitive_content"
                        + " InputTextSensitiveContentDetected InputImageSensitiveContentDetected OutputTextSensitiveContentDetected SensitiveContentDetected prohibited_content"
                        + " refusal flagged_input 1301 base_resp_1026 base_resp_1027 base_resp_1039 base_resp_2013"
                        + " invalid_image invalid_image_format invalid_image_url invalid_base64_image"
                        + " invalid_image_mode image_parse_error image_too_large image_too_small"
                        + " image_not_found image_file_not_found image_file_too_large image_download_failed"
                        + " failed_to_download_image empty_image_file unsupported_image_format"
                        + " unsupported_image_media_type unsupported_value unsupported_parameter"
                        + " unknown_parameter missing_required_parameter invalid_type invalid_value"
                        + " integer_above_max_value integer_below_min_value decimal_above_max_value"
                        + " decimal_below_min_value invalid_function_parameters json_validate_failed"
                        + " tool_use_failed previous_response_not_found");
        put(
                CLEAR,
                Meaning.TOO_LARGE,
                "request_too_large payload_too_large request_entity_too_large");
        put(
                CLEAR,
                Meaning.CREDENTIALS,
                "invalid_api_key incorrect_api_key_error authentication_error"
                        + " invalid_authentication_error authentication unauthenticated"
                        + " API_KEY_INVALID api_key_expired expired_api_key invalid_token wrong_api_key"
                        + " token_expired base_resp_1004 base_resp_2049");
        put(
                CLEAR,
                Meaning.PERMISSION,
                "permission_error permission_denied permission_denied_error access_denied"
                        + " Model.AccessDenied Workspace.AccessDenied account_deactivated account_suspended"
                        + " request_forbidden unsupported_country_region_territory SERVICE_DISABLED"
                        + " CONSUMER_SUSPENDED API_KEY_SERVICE_BLOCKED ip_not_authorized organization_restricted 1112 1121");
        put(
                CLEAR,
                Meaning.QUOTA,
                "insufficient_quota enforced_spend_limit_reached billing_hard_limit_reached billing_not_active billing_error"
                        + " credit_balance_exhausted organization_spend_limit_exceeded"
                        + " project_spend_limit_exceeded organization_usage_limit_exceeded"
                        + " usage_limit_reached exceeded_current_quota_error payment_required"
                        + " insufficient_balance insufficient_balance_error insufficient_credits insufficient_funds"
                        + " insufficient_user_quota pre_consume_token_quota_failed Arrearage BIL.UserArrears"
                        + " AccountOverdueError AllocationQuota.FreeTierOnly CommodityNotPurchased"
                        + " PrepaidBillOverdue PostpaidBillOverdue BILLING_DISABLED credits_exhausted"
                        + " 1113 1304 1308 1309 1310 base_resp_1008");
        put(
                CLEAR,
                Meaning.MODEL,
                "model_not_found model_not_exist DeploymentNotFound invalid_model unknown_model"
                        + " unsupported_model model_not_supported model_decommissioned no_such_model model_not_available unavailable_model"
                        + " InvalidEndpointOrModel.NotFound ModelNotOpen 1211");
        put(
                CLEAR,
                Meaning.BUSY,
                "rate_limit_error rate_limit_exceeded rate_limit_reached rate_limit_reached_error"
                        + " too_many_requests RESOURCE_EXHAUSTED throttling Throttling.RateQuota"
                        + " Throttling.AllocationQuota Throttling.BurstRate throttled limit_requests"
                        + " limit_burst_rate concurrency_limit_exceeded 1302 1303 1305 1312 base_resp_1002"
                        + " base_resp_1041");
        put(
                CLEAR,
                Meaning.OVERLOADED,
                "overloaded overloaded_error server_is_overloaded server_overloaded slow_down"
                        + " engine_overloaded engine_overloaded_error model_overloaded"
                        + " provider_overloaded capacity_exceeded service_unavailable unavailable unavailable_error"
                        + " ServiceUnavailableError");
        put(CLEAR, Meaning.TIMEOUT, "timeout_error gateway_timeout DEADLINE_EXCEEDED");
        put(
                VAGUE,
                Meaning.REQUEST,
                "invalid_request invalid_request_error bad_request bad_request_error"
                        + " INVALID_ARGUMENT invalid_parameter invalid_parameter_error FAILED_PRECONDITION"
                        + " validation_error value_error extra_forbidden");
        put(
                VAGUE,
                Meaning.UNPROCESSABLE,
                "unprocessable unprocessable_entity UnprocessableEntityError");
        put(VAGUE, Meaning.NOT_FOUND, "not_found not_found_error resource_not_found_error");
        put(VAGUE, Meaning.CREDENTIALS, "unauthorized");
        put(VAGUE, Meaning.PERMISSION, "forbidden");
        put(
                VAGUE,
                Meaning.BROKEN,
                "server_error api_error internal internal_error internal_server_error"
                        + " internal_service_error upstream_error provider_unavailable bad_gateway");
    }

    private ErrorWords() {}

    private static void put(Map<String, Meaning> map, Meaning meaning, String words) {
        for (String word : words.split(" ", -1)) {
            map.put(plain(word), meaning);
        }
    }

    static Optional<Meaning> clear(String word) {
        return meaning(CLEAR, word);
    }

    static Optional<Meaning> vague(String word) {
        return meaning(VAGUE, word);
    }

    /// A word in parts, such as `Throttling.BurstRate`, is what its first part is unless it is
    /// known itself.
    private static Optional<Meaning> meaning(Map<String, Meaning> words, String word) {
        int dot = word.indexOf('.');
        return Optional.ofNullable(words.get(plain(word)))
                .or(() ->
                        dot < 0
                                ? Optional.empty()
                                : Optional.ofNullable(words.get(plain(word.substring(0, dot)))));
    }

    static boolean provokable(String word) {
        return PROVOKABLE.contains(plain(word));
    }

    /// Letters and digits only, in lower case.
    private static String plain(String word) {
        var plain = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            if (Character.isLetterOrDigit(word.charAt(i))) {
                plain.append(word.charAt(i));
            }
        }
        return plain.toString().toLowerCase(Locale.ROOT);
    }
}
