package dev.airelay.platform.passwords;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.failure.StoreException;
import dev.airelay.identity.PasswordHasher;
import dev.airelay.secret.Secret;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id (https://www.rfc-editor.org/rfc/rfc9106, read 2026-11-27) with 19 MiB, two passes and
/// one lane, the least that OWASP recommends
/// (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html, read
/// 2026-11-27). Hashes say with what they were made, in the form of the reference program:
/// `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`.
///
/// So many work at a time as there is room for, each with its 19 MiB; the others wait, and give up
/// in the end.
public final class Argon2Passwords implements PasswordHasher {
    private static final int KIBIBYTES = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    /// Numbers that somebody might put into a row to keep this process busy are not taken.
    private static final Pattern FORM =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(\\d{1,5}),t=(\\d),p=([1-4])\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

    private final RandomGenerator random;
    private final Semaphore room;
    private final Duration patience;
    private final String decoy;

    /// @param random a cryptographic source
    /// @param atOnce how many work at a time
    /// @param patience how long the others wait
    public Argon2Passwords(RandomGenerator random, int atOnce, Duration patience) {
        this.random = random;
        this.room = new Semaphore(atOnce, true);
        this.patience = patience;
        this.decoy = written(new byte[SALT_BYTES], new byte[HASH_BYTES]);
    }

    @Override
    public String hash(Secret password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return written(salt, argon2(password, salt, KIBIBYTES, PASSES, LANES, HASH_BYTES));
    }

    private static String written(byte[] salt, byte[] hash) {
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        KIBIBYTES,
                        PASSES,
                        LANES,
                        base64.encodeToString(salt),
                        base64.encodeToString(hash));
    }

    @Override
    public boolean matches(Secret password, Optional<String> hash) {
        Matcher form = FORM.matcher(hash.orElse(decoy));
        if (!form.matches()) {
            throw new IllegalStateException("a stored password has an unknown form");
        }
        byte[] wanted = Base64.getDecoder().decode(form.group(5));
        byte[] made =
                argon2(
                        password,
                        Base64.getDecoder().decode(form.group(4)),
                        Integer.parseInt(form.group(1)),
                        Integer.parseInt(form.group(2)),
                        Integer.parseInt(form.group(3)),
                        wanted.length);
        return MessageDigest.isEqual(wanted, made) && hash.isPresent();
    }

    private byte[] argon2(
            Secret password, byte[] salt, int kibibytes, int passes, int lanes, int length) {
        var generator = new Argon2BytesGenerator();
        // The same letters can be typed as different characters
        // (https://www.rfc-editor.org/rfc/rfc8265#section-4.2, read 2026-11-27).
        byte[] text = Normalizer.normalize(password.reveal(), Normalizer.Form.NFC).getBytes(UTF_8);
        byte[] hash = new byte[length];
        enter();
        try {
            generator.init(
                    new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                            .withMemoryAsKB(kibibytes)
                            .withIterations(passes)
                            .withParallelism(lanes)
                            .withSalt(salt)
                            .build());
            generator.generateBytes(text, hash);
            return hash;
        } finally {
            room.release();
        }
    }

    private void enter() {
        try {
            if (room.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
            throw new StoreException(
                    "too many passwords are being looked at",
                    new IllegalStateException("no room within " + patience));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted", e);
        }
    }
}
