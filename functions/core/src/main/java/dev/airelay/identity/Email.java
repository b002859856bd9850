package dev.airelay.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An e-mail address under which a member signs in, in lower case: of two that differ in case alone
/// nobody has ever had both.
///
/// It is checked for what would surely never arrive; whether it does only a mail can tell. No more
/// than 254 characters fit into a mail's envelope (https://www.rfc-editor.org/errata/eid1690, read
/// 2026-11-27).
public record Email(String text) {
    private static final int LONGEST = 254;
    private static final Pattern FORM =
            Pattern.compile(
                    "[^\\s@\"<>(),;:\\\\\\[\\]\\p{Cntrl}]{1,64}@([a-z0-9-]+\\.)+[a-z0-9-]{2,}");

    /// Empty when the text is no address.
    public static Optional<Email> parse(String text) {
        var address = text.strip().toLowerCase(Locale.ROOT);
        return address.length() <= LONGEST && FORM.matcher(address).matches()
                ? Optional.of(new Email(address))
                : Optional.empty();
    }

    /// What stands behind the `@`.
    public String domain() {
        return text.substring(text.indexOf('@') + 1);
    }
}
