package dev.airelay.platform.secrets;

import dev.airelay.failure.StoreException;
import dev.airelay.secret.Secret;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// One secret, read when it is first needed and remembered until it is forgotten. Safe for use by
/// many threads.
public final class KeptSecret implements Supplier<Secret> {
    private final Supplier<SecretsManagerClient> secrets;
    private final String id;
    private volatile @Nullable Secret value;

    /// @param secrets asked at each call to the service, so that a client closed before a snapshot
    ///   can be replaced
    /// @param id name or ARN
    public KeptSecret(Supplier<SecretsManagerClient> secrets, String id) {
        this.secrets = secrets;
        this.id = id;
    }

    /// @throws StoreException when the service does not answer, knows no such secret, or keeps
    ///   bytes under that name instead of text
    @Override
    public Secret get() {
        Secret known = value;
        return known == null ? read() : known;
    }

    /// Forgets the value, as before a snapshot of the process is taken.
    public void forget() {
        value = null;
    }

    private synchronized Secret read() {
        Secret known = value;
        if (known != null) {
            return known;
        }
        try {
            String text = secrets.get().getSecretValue(ask -> ask.secretId(id)).secretString();
            if (text == null) {
                throw new StoreException(
                        "the secret " + id + " is not a text", new IllegalStateException("binary"));
            }
            var read = new Secret(text);
            value = read;
            return read;
        } catch (SdkException e) {
            throw new StoreException("the secret " + id + " cannot be read", e);
        }
    }
}
