package dev.airelay.media;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class AudioTokensTest {
    /// 16 bits of one channel, 24,000 times a second, and a byte rate that lies.
    private static final byte[] WAVE =
            HexFormat.of()
                    .parseHex(
                            "52494646000000005741564566 6d7420100000000100010 0c05d0000ffffffff02001000"
                                    .replace(" ", ""));

    @Test
    void aWaveSaysHowLongItIs() {
        assertTrue(AudioTokens.isSound(WAVE));
        assertEquals(10 * 32, AudioTokens.of(WAVE, 10 * 48_000));
    }

    @Test
    void aWaveThatIsCompressedIsAsLongAsItCanBe() {
        byte[] compressed = WAVE.clone();
        compressed[20] = 2;

        assertEquals(32, AudioTokens.of(compressed, 1_000));
    }

    @Test
    void compressedSoundIsAsLongAsItCanBe() {
        byte[] head = "ID3\4".getBytes(US_ASCII);

        assertTrue(AudioTokens.isSound(head));
        assertEquals(32, AudioTokens.of(head, 1_000));
    }

    @Test
    void textIsNoSound() {
        assertFalse(AudioTokens.isSound("hello".getBytes(US_ASCII)));
        assertFalse(AudioTokens.isSound(new byte[0]));
        assertFalse(AudioTokens.isSound("RIFFxxxxWEBP".getBytes(US_ASCII)));
    }
}
