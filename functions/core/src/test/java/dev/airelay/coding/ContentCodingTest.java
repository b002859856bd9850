package dev.airelay.coding;

import static dev.airelay.coding.Packed.joined;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ContentCodingTest {
    private static final long MOST = 16 * 1024 * 1024;
    private static final byte[] PLAIN =
            "{\"model\":\"gpt-4.1\",\"messages\":[{\"role\":\"user\",\"content\":\"grüße 🌍\"}]}"
                    .getBytes(UTF_8);

    /// Made by the reference encoders, `zstd -3` reading a pipe (as Codex sends it) and node's
    /// brotli.
    private static final byte[] REFERENCE_ZSTD =
            Base64.getDecoder()
                    .decode(
                            "KLUv/QRYfQIAsoQRG6C1OfMqFABHQZcVC0ZbN+dO5n8o7snmy/oLGNCAPiAGoksmDVpdnF72ZQ3xsbsqTl8151ek9elQ/fLxIBDBJslpddSWXwEAjqJAAcjTL9U=");

    private static final byte[] REFERENCE_BROTLI =
            Base64.getDecoder()
                    .decode(
                            "G1kAgIzUUY3b2REqOfS/c1p/N6OU6U2rLBYpRbLJPqlPXnDIiUB2aB5QrIHUic1HpDofXZyPaOv4FCKOxKB8qYLQjOPQLeqeZ3SjZG3/n8ArDw==");

    /// 64 MiB of blanks.
    private static final byte[] BROTLI_BOMB =
            Base64.getDecoder()
                    .decode(
                            "y///PwAkQOKxQHLv//j//weABEAcFoDu/R////8AkACIwwLQvf/j//8fABIAcVgAuvd//P//A0ACIA4LQPf+j///fwBIAMRhAeje//H//w8ACYA4LADd+7/8//8DIAEQhwWge/8H");

    static byte[] packed(ContentCoding coding, byte[] plain) {
        return switch (coding) {
            case GZIP -> Packed.gzip(plain);
            case DEFLATE -> Packed.zlib(plain);
            case BROTLI -> Packed.brotli(plain);
            case ZSTD -> Packed.zstd(plain);
        };
    }

    static byte[] decoded(String field, byte[] body) throws IOException, UnknownCodingException {
        return ContentCoding.decode(ContentCoding.listed(field), body, MOST);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasPackedComesOutAsItWas(ContentCoding coding) throws Exception {
        var noise = new byte[300_000];
        new Random(7).nextBytes(noise);
        for (byte[] plain :
                List.of(PLAIN, noise, new byte[0], "{}".repeat(200_000).getBytes(UTF_8))) {
            byte[] back = ContentCoding.decode(List.of(coding), packed(coding, plain), MOST);
            assertArrayEquals(plain, back);
        }
    }

    @Test
    void referenceEncodersAreUnderstood() throws Exception {
        assertEquals(
                "{\"model\":\"gpt-4.1\",\"messages\":[{\"role\":\"user\",\"content\":\"zstd zstd zstd: grüße\"}]}",
                new String(decoded("zstd", REFERENCE_ZSTD), UTF_8));
        assertEquals(
                "{\"model\":\"gpt-4.1\",\"messages\":[{\"role\":\"user\",\"content\":\"brotli brotli brotli: grüße\"}]}",
                new String(decoded("br", REFERENCE_BROTLI), UTF_8));
    }

    @Test
    void deflateMayBeBareOrInItsZlibDress() throws Exception {
        assertArrayEquals(PLAIN, decoded("deflate", Packed.zlib(PLAIN)));
        assertArrayEquals(PLAIN, decoded("deflate", Packed.deflated(PLAIN)));
    }

    @Test
    void aListIsUndoneFromItsEnd() throws Exception {
        byte[] twice = Packed.brotli(Packed.gzip(PLAIN));
        assertArrayEquals(PLAIN, decoded("gzip, br", twice));
        assertArrayEquals(PLAIN, decoded(" GZIP ,identity,, BR ", twice));
        assertArrayEquals(PLAIN, decoded("x-gzip", Packed.gzip(PLAIN)));
        assertArrayEquals(PLAIN, decoded("identity", PLAIN));
        assertThrows(IOException.class, () -> decoded("br, gzip", twice));
        assertArrayEquals(PLAIN, decoded("zstd, deflate", Packed.zlib(Packed.zstd(PLAIN))));
    }

    @Test
    void anUnknownCodingIsNamed() {
        var unknown =
                assertThrows(
                        UnknownCodingException.class, () -> ContentCoding.listed("gzip, Compress"));
        assertEquals("compress", unknown.name());
        assertThrows(
                UnknownCodingException.class,
                () -> ContentCoding.listed("gzip,gzip,gzip,gzip,gzip"));
    }

    @Test
    void membersAndFramesMayComeInARow() throws Exception {
        byte[] twice = joined(PLAIN, PLAIN);
        assertArrayEquals(twice, decoded("gzip", joined(Packed.gzip(PLAIN), Packed.gzip(PLAIN))));
        assertArrayEquals(PLAIN, decoded("gzip", joined(Packed.gzip(PLAIN), new byte[500])));
        assertArrayEquals(twice, decoded("zstd", joined(Packed.zstd(PLAIN), Packed.zstd(PLAIN))));
        byte[] skipped = {0x5A, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 9, 9, 9};
        assertArrayEquals(
                twice,
                decoded(
                        "zstd",
                        joined(skipped, Packed.zstd(PLAIN), skipped, Packed.zstd(PLAIN), skipped)));
    }

    @ParameterizedTest
    @EnumSource
    void whatFollowsTheEndIsRefused(ContentCoding coding) {
        byte[] body = joined(packed(coding, PLAIN), "garbage".getBytes(UTF_8));
        assertThrows(
                CorruptBodyException.class,
                () -> ContentCoding.decode(List.of(coding), body, MOST));
    }

    @ParameterizedTest
    @EnumSource
    void everyCutIsNoticed(ContentCoding coding) {
        byte[] body = packed(coding, PLAIN);
        for (int length = 0; length < body.length; length++) {
            byte[] cut = Arrays.copyOf(body, length);
            var cause =
                    assertThrows(
                            IOException.class,
                            () -> ContentCoding.decode(List.of(coding), cut, MOST),
                            coding + " cut to " + length);
            assertEquals(coding != ContentCoding.BROTLI, cause instanceof EOFException);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noiseIsNeverTakenForWords(ContentCoding coding) {
        var random = new Random(11);
        for (int i = 0; i < 300; i++) {
            var noise = new byte[1 + random.nextInt(200)];
            random.nextBytes(noise);
            noise[0] |= (byte) 0xF0;
            assertThrows(
                    IOException.class, () -> ContentCoding.decode(List.of(coding), noise, MOST));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChangedByteNeverEndsInAnythingButAnIoFailureOrBytes(ContentCoding coding) {
        var random = new Random(5);
        byte[] body = packed(coding, "{\"a\":\"lorem ipsum dolor\"}".repeat(40).getBytes(UTF_8));
        for (int i = 0; i < 2_000; i++) {
            byte[] changed = body.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                var _ = ContentCoding.decode(List.of(coding), changed, MOST);
            } catch (IOException e) {
                // As it should be.
            }
        }
    }

    static Stream<byte[]> wrongGzip() {
        byte[] body = Packed.gzip(PLAIN);
        byte[] sum = body.clone();
        sum[sum.length - 6] ^= 1;
        byte[] size = body.clone();
        size[size.length - 1] ^= 1;
        byte[] reserved = body.clone();
        reserved[3] = (byte) 0x80;
        byte[] method = body.clone();
        method[2] = 7;
        return Stream.of(sum, size, reserved, method);
    }

    @ParameterizedTest
    @MethodSource("wrongGzip")
    void gzipWithAWrongSumSizeOrHeadIsCorrupt(byte[] body) {
        assertThrows(CorruptBodyException.class, () -> decoded("gzip", body));
    }

    @Test
    void gzipHeadsMayCarryNamesCommentsAndExtras() throws Exception {
        byte[] body = Packed.gzip(PLAIN);
        byte[] head = {0x1f, (byte) 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 3};
        byte[] extras = {2, 0, 7, 7, 'n', 0, 'c', 0, 1, 1};
        assertArrayEquals(
                PLAIN,
                decoded("gzip", joined(head, extras, Arrays.copyOfRange(body, 10, body.length))));
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "DEFLATE", "ZSTD"})
    void aBombIsGivenUpBeforeItUnfolds(ContentCoding coding) {
        byte[] bomb = packed(coding, new byte[16 * 1024 * 1024]);
        assertThrows(
                DecodedTooLargeException.class,
                () -> ContentCoding.decode(List.of(coding), bomb, MOST));
    }

    @Test
    void aBombOfBrotliIsGivenUpToo() {
        assertThrows(DecodedTooLargeException.class, () -> decoded("br", BROTLI_BOMB));
    }

    @Test
    void aBombInsideAPackageIsOneAsWell() {
        byte[] inner = Packed.gzip(new byte[16 * 1024 * 1024]);
        assertThrows(
                DecodedTooLargeException.class, () -> decoded("gzip, gzip", Packed.gzip(inner)));
        assertThrows(
                DecodedTooLargeException.class, () -> decoded("gzip, br", Packed.brotli(inner)));
        assertThrows(
                DecodedTooLargeException.class, () -> decoded("gzip, zstd", Packed.zstd(inner)));
    }

    @Test
    void whatIsLargeByItselfIsBoundedToo() {
        var noise = new byte[20 * 1024 * 1024];
        new Random(3).nextBytes(noise);
        byte[] body = Packed.gzip(noise);
        assertThrows(DecodedTooLargeException.class, () -> decoded("gzip", body));
    }

    @Test
    void aWindowOfTwoGigabytesIsNotTaken() {
        for (int descriptor : new int[] {0xA8, 0x70, 0xFF}) {
            byte[] head = Packed.zstdHead();
            head[5] = (byte) descriptor;
            byte[] body = joined(head, Packed.zstdBlock(PLAIN, true));
            assertThrows(CorruptBodyException.class, () -> decoded("zstd", body));
        }
        byte[] single = {
            0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, (byte) 0xE0, 0, 0, 0, (byte) 0x80, 0, 0, 0, 0
        };
        assertThrows(
                CorruptBodyException.class,
                () -> decoded("zstd", joined(single, Packed.zstdBlock(PLAIN, true))));
    }
}
