package dev.airelay.local;

import dev.airelay.identity.Email;
import dev.airelay.identity.Registering;
import dev.airelay.identity.Registering.Applicant;
import dev.airelay.identity.Registering.Outcome;
import dev.airelay.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/// The user who owns a fresh deployment: made at once where the command line names one, and by a
/// link otherwise.
///
/// @param setupCode what makes them the first
public record FirstUser(Secret setupCode) {
    private static final String ADDRESS = "127.0.0.1";

    /// Somebody who shall be it.
    public record Wanted(Email email, Secret password) {
        /// @throws FlagException saying what to write instead
        static Wanted parse(String text) {
            int colon = text.indexOf(':');
            var email = Email.parse(colon < 0 ? "" : text.substring(0, colon));
            var password = text.substring(colon + 1);
            if (email.isEmpty() || password.length() < 10) {
                throw new FlagException(
                        "--admin wants EMAIL:PASSWORD, with a password of 10 characters or more");
            }
            return new Wanted(email.get(), new Secret(password));
        }
    }

    /// Makes the first user, if there is none.
    ///
    /// @return the link by which somebody becomes it; empty when there is one
    Optional<URI> settle(Registering registering, Optional<Wanted> wanted, URI baseUrl)
            throws IOException {
        if (registering.needsFirst() && wanted.isPresent()) {
            var one = wanted.get();
            var applicant =
                    new Applicant(
                            one.email(),
                            "Admin",
                            one.password(),
                            Optional.of(setupCode),
                            Optional.empty());
            if (!(registering.register(applicant, ADDRESS) instanceof Outcome.Accepted)) {
                throw new IOException("The first user could not be made.");
            }
        }
        return registering.needsFirst()
                ? Optional.of(baseUrl.resolve("/setup#code=" + setupCode.reveal()))
                : Optional.empty();
    }
}
