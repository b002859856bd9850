package dev.airelay.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.secret.Secret;
import java.net.URI;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScrubberTest {
    private static final String KEY = "sk-proj-Zq81LmWx-77vT_secretpart";
    private static final String OTHER = "0f8fad5bd9cb469fa16570867728950e";

    private static Scrubber scrubber(String request) {
        return new Scrubber(
                () -> List.of(new Secret(KEY), new Secret(OTHER)),
                URI.create("https://llm.acme-house.corp/v1"),
                "fast",
                "accounts/acme/models/fast-2026",
                request.getBytes(UTF_8));
    }

    private static String shown(String text) {
        return scrubber("{}").shown(text, 1_000);
    }

    static Stream<String> keysInDisguise() {
        byte[] bytes = KEY.getBytes(UTF_8);
        return Stream.of(
                KEY,
                OTHER,
                KEY.toUpperCase(java.util.Locale.ROOT),
                KEY.substring(4, 20),
                KEY.replace("-", "\\u002d"),
                KEY.replace("-", "\\\\u002D"),
                KEY.replace("-", "%2D").replace("_", "%5f"),
                KEY.replace("-", "&#45;"),
                KEY.replace("e", "e\u200b"),
                KEY.chars()
                        .mapToObj(c -> String.format("\\u%04x", c))
                        .collect(Collectors.joining()),
                KEY.chars().mapToObj(c -> String.format("%%%02x", c)).collect(Collectors.joining()),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(("a" + KEY).getBytes(UTF_8)),
                Base64.getEncoder().encodeToString(("user:" + KEY + "!").getBytes(UTF_8)),
                HexFormat.of().formatHex(bytes),
                "{\"headers\":{\"authorization\":\"Bearer " + KEY + "\"}}",
                "https://docs.mistral.ai/" + KEY);
    }

    @ParameterizedTest
    @MethodSource("keysInDisguise")
    void noPartOfAKeyIsShownWhateverItWears(String disguised) {
        String text = "bad key (" + disguised + ") given";
        String shown = shown(text);

        assertTrue(shown.startsWith("bad key ("), shown);
        for (String seen :
                List.of(shown, scrubber("{}").forOperators(text, 1_000), Unescaping.off(shown))) {
            for (String key : List.of(KEY, OTHER)) {
                for (int i = 0; i + 8 <= key.length(); i++) {
                    String part = key.substring(i, i + 8);
                    assertFalse(
                            seen.toLowerCase(java.util.Locale.ROOT)
                                    .contains(part.toLowerCase(java.util.Locale.ROOT)),
                            seen);
                }
            }
            assertFalse(
                    seen.contains(HexFormat.of().formatHex(KEY.getBytes(UTF_8)).substring(8, 40)),
                    seen);
        }
    }

    @Test
    void aKeyIsHiddenEvenWhenTheRequestHoldsIt() {
        assertEquals(
                "it is ***.", scrubber("{\"a\":\"" + KEY + "\"}").shown("it is " + KEY + ".", 99));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[org-a1B2c3]",
                "organization [org_9fHq2]",
                "in organization [acme-labs] on tokens",
                "organization: [acme]",
                "reached in organization [acme] on requests",
                "for project [phoenix] today",
                "acct [12345678]",
                "account number [12-34-56]",
                "at [vllm.prod] and",
                "at [worker.pool.acme-llm.xyz] and",
                "organization '[Acme Labs]' is",
                "project [proj_8Hs7]",
                "account [acct_19Zk]",
                "user_id=[user_2abc9]",
                "account [210987654321]",
                "[arn:aws:bedrock:us-east-1:210987654321:model/x]",
                "workspace [wrkspc_01VQLaz]",
                "tenant [6f8c1247-b44f-478b-b12b-ad61437594f0]",
                "[ops@acme.example]",
                "see [https://portal.acme.example:8443/keys?id=1]",
                "see [http://10.0.0.7:8080/v1]",
                "call [llm.acme-house.corp] now",
                "call [gpu-node-7.internal:8000] now",
                "[10.1.2.3:8080] refused",
                "[192.168.0.1]",
                "[2001:db8::1] refused",
                "[[fe80::1%eth0]:8000] refused",
                "[gpu-7:30000] refused",
                "[/usr/local/lib/python3.12/site-packages/vllm/engine.py] fails",
                "in [/home/ops/run.sh]",
                "[C:\\models\\secret.bin] missing",
                "key [sk-ant-api03-AbCdEf123456]",
                "key [sk-...abcd****wxyz]",
                "[AKIAIOSFODNN7EXAMPLE]",
                "[AIzaSyA1234567890abcdef]",
                "token [eyJhbGciOi.eyJzdWIiOi.abc]",
                "api_key=[supersecretvalue]",
                "Bearer [abcdefghijkl]",
                "password: [hunter2!]",
                "id [4f2a9c0d4f2a9c0d4f2a9c0d4f2a9c0d]",
            })
    void whatLeadsToAnAccountOrAMachineIsHidden(String marked) {
        int from = marked.indexOf('[');
        int to = marked.lastIndexOf(']');
        String secret = marked.substring(from + 1, to);
        String text = marked.substring(0, from) + secret + marked.substring(to + 1);

        String shown = shown(text);

        assertFalse(shown.contains(secret), shown);
        assertTrue(shown.contains("***"), shown);
        String own = com.fasterxml.jackson.databind.node.TextNode.valueOf(secret).toString();
        assertEquals(
                text, scrubber("{\"said\":" + own + "}").shown(text, 1_000), "the client's own");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prompt is too long: 203456 tokens > 200000 maximum",
                "This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.",
                "max_tokens: 100000 > 64000, which is the maximum allowed number of output tokens",
                "messages.0.content.1.image.source.base64: invalid base64 data",
                "Invalid value for 'tools[0].function.name': expected a string",
                "Invalid URL (POST /v1/chat/completions)",
                "'$.input' is invalid. Please check the API reference: https://platform.openai.com/docs/api-reference.",
                "Your organization must be verified to use the model `gpt-5`.",
                "'user' must be a string; role user needs content",
                "Unexpected token <think> at <|im_end|>",
                "temperature must be in [0, 2], at 12:34:56",
                "输入内容可能不合适",
            })
    void whatIsAboutTheRequestStays(String text) {
        assertEquals(text, shown(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>413</body></html>",
                "Error: <!DOCTYPE html> nginx",
                "bad gateway <h1>502</h1>",
                "see <a href='x'>this</a>",
                "<script>alert(1)</script>",
                "\\u003chtml\\u003e",
                "&#60;h1&#62;no",
                "%3Chtml%3E",
            })
    void aPageIsNeverShown(String text) {
        assertEquals("", shown(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a", "a.", "a-", "1:", "/a", "org ", "user ", "a@", "\\", "%41", "token:", "aB1",
                "at a.b(", "<", "http://", "::", "key-", "1.", "\u200b", "x ", "\\u0041", "'a'"
            })
    @Timeout(60)
    void noTextMakesItSlow(String piece) {
        var scrubber = scrubber("a".repeat(6_000_000));
        String text = piece.repeat(200_000 / piece.length());

        assertTrue(scrubber.shown(text + "b", 1_000).length() <= 1_001);
        assertTrue(scrubber.shown("a".repeat(900) + "b@c.de " + text, 1_000).length() <= 1_001);
        assertTrue(scrubber.forOperators(text, 1_000).length() <= 1_001);
    }

    @Test
    void stackTracesAreCutOff() {
        assertEquals(
                "it failed: ***",
                shown(
                        "it failed: Traceback (most recent call last):\n  File \"x.py\", line 3\n y"));
        assertEquals("boom ***", shown("boom at com.acme.Server.run(Server.java:31)\n at x"));
    }

    @Test
    void theModelHasTheNameThatTheClientKnows() {
        assertEquals("no model fast here", shown("no model accounts/acme/models/fast-2026 here"));
    }

    @Test
    void wordsAreOnOneLineAndNotTooMany() {
        assertEquals("a b c", shown("a\n\tb\u0000\u0007 c"));
        assertEquals(11, scrubber("{}").shown("x ".repeat(5_000_000), 10).length());
        assertEquals(
                "a\\n\\u0000\\u202eb…",
                scrubber("{}").forOperators("a\n\u0000\u202ebc", 16).substring(0, 16) + "…");
    }
}
