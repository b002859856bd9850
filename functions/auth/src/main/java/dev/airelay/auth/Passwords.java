package dev.airelay.auth;

import dev.airelay.platform.api.FieldProblem;
import dev.airelay.platform.api.Fields;
import dev.airelay.secret.Secret;

/// What a password must be like: long, and nothing else, as NIST recommends
/// (https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver, read 2026-11-27).
final class Passwords {
    static final int LEAST = 10;
    static final int MOST = 200;

    private Passwords() {}

    /// A new one; what is wrong with it is noted.
    static Secret wanted(Fields fields, String name) {
        var text = fields.requiredText(name);
        int length = text.codePointCount(0, text.length());
        if (length < LEAST || length > MOST) {
            fields.problem(name, "must have from " + LEAST + " to " + MOST + " characters");
        }
        return new Secret(text);
    }

    /// One that is to be compared.
    static Secret known(Fields fields, String name) {
        var text = fields.requiredText(name);
        if (text.length() > 2 * MOST) {
            fields.problem(name, FieldProblem.tooLong(MOST, "characters"));
        }
        return new Secret(text);
    }
}
