package dev.airelay.auth;

import dev.airelay.platform.backbone.BackboneSettings;
import dev.airelay.platform.settings.Variables;
import java.util.Map;

/// Everything that the environment tells this function, read once.
///
/// @param backbone where its services are; the gate hears of changed users and keys, and tries are
///   counted where it is
/// @param secrets where its secrets are
/// @param plainHttp whether it is asked without TLS on this machine; the local runner alone says so
public record AuthSettings(BackboneSettings backbone, Secrets secrets, boolean plainHttp) {
    /// Names or ARNs of secrets.
    ///
    /// @param signing the keys of session tokens
    /// @param hash under which relay keys, refresh tokens and invitations are hashed; the proxy's
    /// @param setupCode what the first user has to know
    public record Secrets(String signing, String hash, String setupCode) {}

    /// @param variables the process environment
    /// @throws dev.airelay.platform.settings.BadSettingsException naming every variable that is
    ///   missing or cannot be understood
    public static AuthSettings read(Map<String, String> variables) {
        var read = new Variables(variables);
        var settings =
                new AuthSettings(
                        BackboneSettings.read(read),
                        new Secrets(
                                read.required("RELAY_SIGNING_SECRET"),
                                read.required("RELAY_HASH_SECRET"),
                                read.required("RELAY_SETUP_CODE_SECRET")),
                        read.flag("RELAY_PLAIN_HTTP"));
        read.refuseProblems();
        return settings;
    }
}
