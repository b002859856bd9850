package dev.airelay.dialect;

import dev.airelay.access.KeyText;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What of a client's query travels on to an upstream: everything but credentials.
///
/// Some clients authenticate by a parameter. Names are compared as a server would read them:
/// decoded, whatever their case, hyphens and underscores; and whatever holds a relay key stays
/// behind under any name.
final class ForwardedQuery {
    private static final Set<String> CREDENTIALS =
            Set.of(
                    "accesskey",
                    "accesstoken",
                    "apikey",
                    "apitoken",
                    "auth",
                    "authkey",
                    "authorization",
                    "authtoken",
                    "bearer",
                    "bearertoken",
                    "clientsecret",
                    "credential",
                    "credentials",
                    "idtoken",
                    "jwt",
                    "key",
                    "ocpapimsubscriptionkey",
                    "oauthtoken",
                    "passwd",
                    "password",
                    "refreshtoken",
                    "secret",
                    "secretkey",
                    "sig",
                    "signature",
                    "subscriptionkey",
                    "token",
                    "xapikey",
                    "xapitoken",
                    "xauthtoken",
                    "xgoogapikey");

    /// As often as anyone on the way may decode it again.
    private static final int MOST_DECODINGS = 4;

    private ForwardedQuery() {}

    /// The parameters that may travel on, each as it was sent.
    static String of(String query) {
        return Arrays.stream(query.split("&"))
                .filter(parameter -> !parameter.isEmpty() && !holdsCredential(parameter))
                .collect(Collectors.joining("&"));
    }

    /// Some servers part parameters by semicolons as well.
    private static boolean holdsCredential(String parameter) {
        return Arrays.stream(parameter.split(";")).anyMatch(ForwardedQuery::isCredential);
    }

    private static boolean isCredential(String parameter) {
        String read = parameter;
        for (int decodings = 0; decodings < MOST_DECODINGS; decodings++) {
            if (named(read) || KeyText.isWithin(read)) {
                return true;
            }
            String decoded = decoded(read);
            if (decoded.equals(read)) {
                return false;
            }
            read = decoded;
        }
        return true;
    }

    private static boolean named(String parameter) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        return CREDENTIALS.contains(name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
