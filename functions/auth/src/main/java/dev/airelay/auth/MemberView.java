package dev.airelay.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airelay.identity.Granted;
import dev.airelay.identity.Member;
import dev.airelay.identity.SignIn;
import dev.airelay.platform.api.Json;
import java.util.Locale;

/// How members and their sign-ins look to themselves.
final class MemberView {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MemberView() {}

    static ObjectNode profile(Member member) {
        var view =
                Json.object()
                        .put("id", member.id())
                        .put("email", member.email().text())
                        .put("name", member.user().name())
                        .put("role", member.role().name().toLowerCase(Locale.ROOT))
                        .put("createdAt", member.createdAt().toString())
                        .put("version", member.revision());
        view.set("preferences", preferences(member));
        return view;
    }

    static JsonNode preferences(Member member) {
        try {
            return JSON.readTree(member.preferences());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored preferences are no JSON", e);
        }
    }

    static ObjectNode granted(Granted granted) {
        var view =
                Json.object()
                        .put("accessToken", granted.access().reveal())
                        .put("tokenType", "Bearer")
                        .put("expiresInSeconds", granted.lifetime().toSeconds());
        view.set("user", profile(granted.member()));
        return view;
    }

    static ObjectNode signIn(SignIn signIn, String current) {
        return Json.object()
                .put("id", signIn.id())
                .put("current", signIn.id().equals(current))
                .put("address", signIn.device().address())
                .put("agent", signIn.device().agent())
                .put("createdAt", signIn.createdAt().toString())
                .put("lastUsedAt", signIn.chain().rotatedAt().toString())
                .put("expiresAt", signIn.expiresAt().toString());
    }
}
