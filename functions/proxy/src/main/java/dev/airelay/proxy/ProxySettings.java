package dev.airelay.proxy;

import dev.airelay.http.AllowedOrigins;
import dev.airelay.platform.backbone.BackboneSettings;
import dev.airelay.platform.http.AddressPolicy;
import dev.airelay.platform.settings.Variables;
import dev.airelay.pricing.Assumptions;
import dev.airelay.pricing.UnpricedPolicy;
import java.util.Map;

/// Everything that the environment tells the proxy, read once.
///
/// @param backbone where its services are
/// @param kmsKey id, ARN or alias of the key under which upstream keys are sealed
/// @param hashSecret name or ARN of the secret under which relay keys are hashed
/// @param upstreamAddresses which addresses channels may lead to
/// @param unpriced what happens to models without a price
/// @param origins which web pages may read answers
/// @param assumed what is held where neither request nor price says enough
public record ProxySettings(
        BackboneSettings backbone,
        String kmsKey,
        String hashSecret,
        AddressPolicy upstreamAddresses,
        UnpricedPolicy unpriced,
        AllowedOrigins origins,
        Assumptions assumed) {

    private static final int MOST_TOKENS = 100_000_000;

    /// The same proxy with everything that it calls elsewhere.
    ProxySettings at(BackboneSettings elsewhere) {
        return new ProxySettings(
                elsewhere,
                kmsKey,
                hashSecret,
                AddressPolicy.ALLOW_LOOPBACK,
                unpriced,
                origins,
                assumed);
    }

    /// @param variables the process environment
    /// @throws dev.airelay.platform.settings.BadSettingsException naming every variable that is
    ///   missing or cannot be understood
    public static ProxySettings read(Map<String, String> variables) {
        var read = new Variables(variables);
        var settings =
                new ProxySettings(
                        BackboneSettings.read(read),
                        read.required("RELAY_KMS_KEY"),
                        read.required("RELAY_HASH_SECRET"),
                        read.flag("RELAY_ALLOW_LOOPBACK_UPSTREAMS")
                                ? AddressPolicy.ALLOW_LOOPBACK
                                : AddressPolicy.PUBLIC_ONLY,
                        read.flag("RELAY_UNPRICED_MODELS_ARE_FREE")
                                ? UnpricedPolicy.FREE
                                : UnpricedPolicy.REFUSED,
                        read.parsed(
                                "RELAY_CORS_ORIGINS", AllowedOrigins::parse, AllowedOrigins.ANY),
                        new Assumptions(
                                read.number(
                                        "RELAY_ASSUMED_OUTPUT_TOKENS",
                                        (int) Assumptions.USUAL.outputTokens(),
                                        1,
                                        MOST_TOKENS),
                                read.number(
                                        "RELAY_ASSUMED_CONTEXT_TOKENS",
                                        (int) Assumptions.USUAL.contextTokens(),
                                        1,
                                        MOST_TOKENS),
                                read.number(
                                        "RELAY_ASSUMED_TOOL_USES",
                                        (int) Assumptions.USUAL.uses(),
                                        1,
                                        1_000),
                                read.number(
                                        "RELAY_ASSUMED_TOKENS_PER_SECOND",
                                        (int) Assumptions.USUAL.tokensPerSecond(),
                                        1,
                                        100_000)));
        read.refuseProblems();
        return settings;
    }
}
