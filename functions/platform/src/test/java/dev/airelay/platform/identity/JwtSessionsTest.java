package dev.airelay.platform.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.airelay.access.Role;
import dev.airelay.access.Session;
import dev.airelay.access.SigningKeys;
import dev.airelay.failure.StoreException;
import dev.airelay.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JwtSessionsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Session ADA = new Session("ada", Role.ADMIN);
    private static final byte[] OLD =
            "old-old-old-old-old-old-old-old-old-old-old-old-old-old-old-old!".getBytes(UTF_8);
    private static final byte[] NEW =
            "new-new-new-new-new-new-new-new-new-new-new-new-new-new-new-new!".getBytes(UTF_8);

    private Instant now = NOON;
    private Secret keys = keys("old", "old");
    private final JwtSessions sessions = new JwtSessions(() -> keys, () -> now);

    private static Secret keys(String current, String... ids) {
        var text = new StringBuilder("{\"current\":\"" + current + "\",\"keys\":{");
        for (String id : ids) {
            byte[] key = id.equals("old") ? OLD : NEW;
            text.append(text.toString().endsWith("{") ? "" : ",")
                    .append('"' + id + "\":\"" + encoded(key) + '"');
        }
        return new Secret(text + "}}");
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("ai-relay")
                .subject("ada")
                .claim("role", "admin")
                .expirationTime(Date.from(NOON.plusSeconds(60)));
    }

    private static Secret signed(JWSHeader header, JWTClaimsSet.Builder claims) throws Exception {
        var token = new SignedJWT(header, claims.build());
        token.sign(new MACSigner(OLD));
        return new Secret(token.serialize());
    }

    private static Secret signed(JWTClaimsSet.Builder claims) throws Exception {
        return signed(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("old").build(), claims);
    }

    @Test
    void whatIsIssuedIsAcceptedUntilItExpires() {
        for (Role role : Role.values()) {
            now = NOON;
            var session = new Session("user-1", role, role == Role.USER ? "" : "sin_1");
            var token = sessions.issue(session, Duration.ofMinutes(5));
            now = NOON.plusSeconds(299);
            assertEquals(Optional.of(session), sessions.verify(token));
            now = NOON.plusSeconds(300);
            assertEquals(Optional.empty(), sessions.verify(token));
        }
    }

    @Test
    void aTokenOfAnotherMakerWithTheSameKeyIsAccepted() throws Exception {
        assertEquals(Optional.of(ADA), sessions.verify(signed(claims())));
    }

    @Test
    void oldTokensLiveOnWhileTheirKeyIsKept() {
        var old = sessions.issue(ADA, Duration.ofHours(1));
        keys = keys("new", "old", "new");
        var fresh = sessions.issue(ADA, Duration.ofHours(1));
        assertEquals(Optional.of(ADA), sessions.verify(old));
        assertEquals(Optional.of(ADA), sessions.verify(fresh));
        keys = keys("new", "new");
        assertEquals(Optional.empty(), sessions.verify(old));
        assertEquals(Optional.of(ADA), sessions.verify(fresh));
    }

    @Test
    void otherAlgorithmsAndKeysAreRefused() throws Exception {
        for (var algorithm : new JWSAlgorithm[] {JWSAlgorithm.HS384, JWSAlgorithm.HS512}) {
            var header = new JWSHeader.Builder(algorithm).keyID("old").build();
            assertEquals(Optional.empty(), sessions.verify(signed(header, claims())));
        }
        for (String id : new String[] {"new", "", "__proto__"}) {
            var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(id).build();
            assertEquals(Optional.empty(), sessions.verify(signed(header, claims())));
        }
        var nameless = new JWSHeader(JWSAlgorithm.HS256);
        assertEquals(Optional.empty(), sessions.verify(signed(nameless, claims())));
        var payload = encoded(claims().build().toString().getBytes(UTF_8));
        for (String header :
                new String[] {"{\"alg\":\"none\",\"kid\":\"old\"}", "{\"alg\":\"none\"}"}) {
            var unsigned = encoded(header.getBytes(UTF_8)) + "." + payload + ".";
            assertEquals(Optional.empty(), sessions.verify(new Secret(unsigned)));
        }
    }

    @Test
    void everyClaimMustBeThereAndRight() throws Exception {
        assertEquals(Optional.empty(), sessions.verify(signed(claims().issuer("other"))));
        assertEquals(Optional.empty(), sessions.verify(signed(claims().issuer(null))));
        assertEquals(Optional.empty(), sessions.verify(signed(claims().subject(null))));
        assertEquals(Optional.empty(), sessions.verify(signed(claims().subject(""))));
        assertEquals(Optional.empty(), sessions.verify(signed(claims().expirationTime(null))));
        assertEquals(Optional.empty(), sessions.verify(signed(claims().claim("role", null))));
        assertEquals(Optional.empty(), sessions.verify(signed(claims().claim("role", "root"))));
        assertEquals(Optional.empty(), sessions.verify(signed(claims().claim("role", 7))));
        assertEquals(Optional.empty(), sessions.verify(signed(claims().claim("role", "ADMIN"))));
    }

    @Test
    void anyChangeOfATokenSpoilsIt() {
        var token = sessions.issue(ADA, Duration.ofHours(1)).reveal();
        // The last sign carries two bits that decoders drop.
        for (int at = 0; at < token.length() - 1; at++) {
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            var changed = token.substring(0, at) + other + token.substring(at + 1);
            assertEquals(Optional.empty(), sessions.verify(new Secret(changed)), changed);
        }
    }

    @Test
    void whatIsNoTokenIsRefused() {
        for (String text : new String[] {"", ".", "..", "a.b.c", "\u0000", "x".repeat(100_000)}) {
            assertEquals(Optional.empty(), sessions.verify(new Secret(text)));
        }
    }

    @Test
    void keysThatCannotBeUsedAreAStoreExceptionThatTellsNone() {
        var token = sessions.issue(ADA, Duration.ofHours(1));
        var shortKey = encoded("short-secret".getBytes(UTF_8));
        for (String text :
                new String[] {
                    "no json",
                    "{}",
                    "[]",
                    "{\"current\":\"a\",\"keys\":{}}",
                    "{\"current\":\"a\",\"keys\":{\"a\":\"" + shortKey + "\"}}",
                    "{\"current\":\"a\",\"keys\":{\"a\":\"?short-secret?\"}}",
                    "{\"current\":\"b\",\"keys\":{\"a\":\"" + encoded(OLD) + "\"}}"
                }) {
            keys = new Secret(text);
            var failure = assertThrows(StoreException.class, () -> sessions.verify(token), text);
            var told = failure + " " + failure.getCause();
            assertFalse(told.contains("short-secret") || told.contains(shortKey), told);
        }
    }

    @Test
    void keysPrintTheirNamesOnly() {
        assertEquals("SigningKeys[old]", SigningKeys.read(keys).toString());
        assertTrue(sessions.issue(ADA, Duration.ofHours(1)).toString().equals("***"));
    }
}
