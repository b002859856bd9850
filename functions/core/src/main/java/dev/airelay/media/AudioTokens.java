package dev.airelay.media;

import java.util.List;

/// What a vendor counts for recorded sound: 10 tokens a second at OpenAI
/// (https://developers.openai.com/api/docs/guides/realtime-costs), 32 at Google
/// (https://ai.google.dev/gemini-api/docs/tokens); read 2026-11-27.
public final class AudioTokens {
    private static final int A_SECOND = 32;

    /// The least that a codec for speech needs: MPEG-2.5 layer III at 8 kbit/s.
    private static final int LEAST_BYTES_A_SECOND = 1_000;

    /// `fmt ` as a number.
    private static final int FORMAT = 0x20746D66;

    private static final List<String> MAGIC = List.of("ID3", "OggS", "fLaC");

    private AudioTokens() {}

    /// Whether a file begins as WAV, MP3, Ogg or FLAC do.
    public static boolean isSound(byte[] head) {
        boolean wave = begins(head, "RIFF") && head.length > 9 && head[8] == 'W' && head[9] == 'A';
        boolean frame = head.length > 1 && head[0] == (byte) 0xFF && (head[1] & 0xE0) == 0xE0;
        return wave || frame || MAGIC.stream().anyMatch(magic -> begins(head, magic));
    }

    private static boolean begins(byte[] head, String magic) {
        for (int i = 0; i < magic.length(); i++) {
            if (i >= head.length || head[i] != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// @param file its first bytes, 44 are enough
    /// @param length of the whole file in bytes
    public static long of(byte[] file, long length) {
        return Math.ceilDiv(length * A_SECOND, bytesASecond(file));
    }

    /// A WAV file says how many samples a second it has of how many channels and bits
    /// (http://soundfile.sapp.org/doc/WaveFormat/, read 2026-11-27); what is compressed may be so
    /// by any rate, whatever its first frame says.
    private static long bytesASecond(byte[] file) {
        if (file.length < 36 || file[0] != 'R' || file[8] != 'W' || !isPlain(file)) {
            return LEAST_BYTES_A_SECOND;
        }
        long samples = little(file, 24, 4);
        long bits = (long) little(file, 22, 2) * little(file, 34, 2);
        return Math.clamp(samples * bits / 8, LEAST_BYTES_A_SECOND, 1_000_000);
    }

    /// Whether a WAV file begins with its format, and that is samples as they are, whole or
    /// floating.
    private static boolean isPlain(byte[] file) {
        int format = little(file, 20, 2);
        return little(file, 12, 4) == FORMAT && (format == 1 || format == 3);
    }

    private static int little(byte[] file, int at, int bytes) {
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (file[at + i] & 0xFF) << (8 * i);
        }
        return value;
    }
}
