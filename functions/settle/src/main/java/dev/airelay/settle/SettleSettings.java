package dev.airelay.settle;

import dev.airelay.platform.backbone.BackboneSettings;
import dev.airelay.platform.http.AddressPolicy;
import dev.airelay.platform.settings.Variables;
import java.util.Map;

/// Everything that the environment tells this function, read once.
///
/// @param backbone where its services are; the gate hears of bookings
/// @param kmsKey id, ARN or alias of the key under which upstream keys are sealed
/// @param upstreamAddresses which addresses channels may lead to
public record SettleSettings(
        BackboneSettings backbone, String kmsKey, AddressPolicy upstreamAddresses) {

    /// @param variables the process environment
    /// @throws dev.airelay.platform.settings.BadSettingsException naming every variable that is
    ///   missing or cannot be understood
    public static SettleSettings read(Map<String, String> variables) {
        var read = new Variables(variables);
        var settings =
                new SettleSettings(
                        BackboneSettings.read(read),
                        read.required("RELAY_KMS_KEY"),
                        read.flag("RELAY_ALLOW_LOOPBACK_UPSTREAMS")
                                ? AddressPolicy.ALLOW_LOOPBACK
                                : AddressPolicy.PUBLIC_ONLY);
        read.refuseProblems();
        return settings;
    }
}
