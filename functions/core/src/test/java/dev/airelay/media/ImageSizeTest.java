package dev.airelay.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageSizeTest {
    private static Optional<ImageSize> of(String hex) {
        return ImageSize.of(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    @ParameterizedTest
    @CsvSource({
        "89504e470d0a1a0a 0000000d49484452 00000780 00000438, 1920, 1080",
        "474946383961 2003 5802 f70000, 800, 600",
        "ffd8 ffe0 0010 4a46494600010100000100010000 ffc0 0011 08 0258 0320 03, 800, 600",
        "ffd8 ffe1 0004 ffff ffc2 0011 08 0001 2000 03, 8192, 1",
        "52494646 24000000 57454250 56503820 18000000 300100 9d012a 2003 5802, 800, 600",
        "52494646 24000000 57454250 5650384c 18000000 2f 1fc3951000, 800, 600",
        "52494646 24000000 57454250 56503858 0a000000 00000000 1f0300 570200, 800, 600",
    })
    void aPictureSaysHowLargeItIs(String hex, int width, int height) {
        assertEquals(Optional.of(new ImageSize(width, height)), of(hex));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "89504e470d0a1a0a",
                "89504e470d0a1a0a 0000000d49484452 00000000 00000438",
                "ffd8ffe0ffff00",
                "52494646 24000000 57454250"
            })
    void aPictureThatDoesNotSayIsTheLargest(String hex) {
        assertEquals(Optional.of(ImageSize.UNKNOWN), of(hex));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "25504446", "68656c6c6f", "52494646 24000000 57415645"})
    void whatIsNoPictureHasNoSize(String hex) {
        assertEquals(Optional.empty(), of(hex));
    }

    @Test
    void noBeginningOfAPictureIsReadBeyondItsEnd() {
        byte[] whole =
                HexFormat.of()
                        .parseHex("ffd8ffe000104a46494600010100000100010000ffc000110802580320");
        for (int length = 3; length < whole.length; length++) {
            var size = ImageSize.of(java.util.Arrays.copyOf(whole, length));

            assertEquals(
                    length < 29 ? ImageSize.UNKNOWN : new ImageSize(800, 600), size.orElseThrow());
        }
    }
}
