package dev.airelay.media;

import java.util.Optional;

/// Width and height of a picture in pixels, as its own first bytes say.
///
/// Formats: PNG (https://www.w3.org/TR/png-3/#11IHDR), JPEG
/// (https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.2.2), GIF
/// (https://www.w3.org/Graphics/GIF/spec-gif89a.txt), WebP
/// (https://developers.google.com/speed/webp/docs/riff_container); read 2026-11-27.
public record ImageSize(int width, int height) {
    /// How many bytes of a file are looked at. The size of a JPEG stands behind its embedded
    /// previews and profiles.
    public static final int BYTES_LOOKED_AT = 256 * 1024;

    /// @param file its first bytes
    /// @return empty when it is no picture of a known format; a picture whose size is not to be
    ///   found has [#UNKNOWN]
    public static Optional<ImageSize> of(byte[] file) {
        if (begins(file, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return sized(file, 24, big(file, 16, 4), big(file, 20, 4));
        }
        if (begins(file, 0, 'G', 'I', 'F', '8')) {
            return sized(file, 10, little(file, 6, 2), little(file, 8, 2));
        }
        if (begins(file, 0, 'R', 'I', 'F', 'F') && begins(file, 8, 'W', 'E', 'B', 'P')) {
            return webp(file);
        }
        return begins(file, 0, 0xFF, 0xD8, 0xFF) ? jpeg(file) : Optional.empty();
    }

    /// Of a picture that does not say in its first bytes.
    public static final ImageSize UNKNOWN = new ImageSize(1 << 15, 1 << 15);

    private static Optional<ImageSize> webp(byte[] file) {
        if (begins(file, 12, 'V', 'P', '8', 'X')) {
            return sized(file, 30, little(file, 24, 3) + 1, little(file, 27, 3) + 1);
        }
        if (begins(file, 12, 'V', 'P', '8', 'L')) {
            int bits = little(file, 21, 4);
            return sized(file, 25, (bits & 0x3FFF) + 1, ((bits >>> 14) & 0x3FFF) + 1);
        }
        return sized(file, 30, little(file, 26, 2) & 0x3FFF, little(file, 28, 2) & 0x3FFF);
    }

    private static Optional<ImageSize> jpeg(byte[] file) {
        int at = 2;
        while (at + 9 <= file.length && (file[at] & 0xFF) == 0xFF) {
            int marker = file[at + 1] & 0xFF;
            boolean frame =
                    marker >= 0xC0
                            && marker <= 0xCF
                            && marker != 0xC4
                            && marker != 0xC8
                            && marker != 0xCC;
            if (frame) {
                return sized(file, at + 9, big(file, at + 7, 2), big(file, at + 5, 2));
            }
            at += marker == 0xFF ? 1 : 2 + big(file, at + 2, 2);
        }
        return Optional.of(UNKNOWN);
    }

    private static Optional<ImageSize> sized(byte[] file, int bytes, int width, int height) {
        boolean sound = file.length >= bytes && width > 0 && height > 0;
        return Optional.of(sound ? new ImageSize(width, height) : UNKNOWN);
    }

    private static boolean begins(byte[] file, int at, int... bytes) {
        if (file.length < at + bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((file[at + i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static int big(byte[] file, int at, int bytes) {
        int value = 0;
        for (int i = 0; i < bytes && at + i < file.length; i++) {
            value = (value << 8) | (file[at + i] & 0xFF);
        }
        return value;
    }

    private static int little(byte[] file, int at, int bytes) {
        int value = 0;
        for (int i = 0; i < bytes && at + i < file.length; i++) {
            value |= (file[at + i] & 0xFF) << (8 * i);
        }
        return value;
    }
}
