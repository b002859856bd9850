package dev.airelay.relaying;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.access.User;
import dev.airelay.http.Request;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// Keeps the idempotency keys of users apart that share an upstream account, where one could else
/// be given the answer that another has paid for.
final class IdempotencyKey {
    private static final String FIELD = "idempotency-key";

    private IdempotencyKey() {}

    /// The request with a key that is this user's alone: the same for the same key, and telling
    /// neither it nor whose it is.
    static Request namespaced(Request request, User user) {
        return request.headers()
                .first(FIELD)
                .map(key -> {
                    var headers = request.headers().toBuilder().set(FIELD, hash(user.id(), key));
                    return request.with(headers.build(), request.content());
                })
                .orElse(request);
    }

    private static String hash(String user, String key) {
        try {
            MessageDigest sum = MessageDigest.getInstance("SHA-256");
            sum.update((user.length() + ":" + user).getBytes(UTF_8));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(sum.digest(key.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
