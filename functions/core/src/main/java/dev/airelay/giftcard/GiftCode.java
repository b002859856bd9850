package dev.airelay.giftcard;

import dev.airelay.secret.Secret;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The code of a gift card: 16 of 32 signs, 80 bits of chance, written in four groups of four.
///
/// The signs are the digits and capital letters without 0, 1, I and O. L stays, because what it is
/// mistaken for is not among them: a 1 or an I that is read can only be an L. Prints all but the
/// last four as stars.
public final class GiftCode {
    private static final String SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int LENGTH = 16;
    private static final int GROUP = 4;
    private static final int LONGEST_TEXT = 100;

    private final String signs;

    private GiftCode(String signs) {
        this.signs = signs;
    }

    /// A new code. `random` must be a cryptographic source.
    public static GiftCode issue(RandomGenerator random) {
        var signs = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            signs.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return new GiftCode(signs.toString());
    }

    /// Reads what somebody typed: small letters, blanks and any or no dashes are fine.
    ///
    /// @return empty when the text cannot be a code
    public static Optional<GiftCode> read(String text) {
        if (text.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        var signs =
                text.toUpperCase(Locale.ROOT)
                        .replaceAll("[\\p{Z}\\s\\p{Pd}]", "")
                        .replace('1', 'L')
                        .replace('I', 'L');
        return signs.length() == LENGTH && signs.chars().allMatch(sign -> SIGNS.indexOf(sign) >= 0)
                ? Optional.of(new GiftCode(signs))
                : Optional.empty();
    }

    /// The code as it is handed to people, `XXXX-XXXX-XXXX-XXXX`; whoever asks is responsible for
    /// where it goes.
    public Secret text() {
        var text = new StringBuilder(signs);
        for (int at = LENGTH - GROUP; at > 0; at -= GROUP) {
            text.insert(at, '-');
        }
        return new Secret(text.toString());
    }

    /// What people recognise the card by.
    public String lastFour() {
        return signs.substring(LENGTH - GROUP);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GiftCode that && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "****-****-****-" + lastFour();
    }
}
