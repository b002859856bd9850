package dev.airelay.media;

import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// What a vendor counts for a PDF: for each page its text and a picture of it, 1,500 to 3,000
/// tokens at Anthropic (https://docs.claude.com/en/docs/build-with-claude/pdf-support); OpenAI does
/// the same (https://developers.openai.com/api/docs/guides/pdf-files); read 2026-11-27.
///
/// Pages are found as PDF marks them, also where the marks are compressed (ISO 32000-1, 7.5.7 and
/// 7.7.3.3). Only so much is inflated for one request; a document that asks for more counts as the
/// longest. One thread at a time.
public final class PdfTokens {
    private static final int A_PAGE = 3_200;

    /// Anthropic refuses more.
    private static final int MOST_PAGES = 600;

    private static final int MOST_INFLATED = 2 * 1024 * 1024;

    /// What an object stream is charged at least, since each takes a while however short it is.
    private static final int LEAST_INFLATED = 16 * 1024;

    private static final ImageSize PICTURE_OF_A_PAGE = new ImageSize(1_568, 1_568);
    private static final byte[] PAGE = ascii("/Page");
    private static final byte[] OBJECTS = ascii("/ObjStm");
    private static final byte[] STREAM = ascii("stream");
    private static final byte[] TYPE = ascii("/Type");
    private static final byte[] ENCRYPTED = ascii("/Encrypt");
    private static final byte[] SLASH = ascii("/");
    private static final byte[][] NAMES = {PAGE, OBJECTS, TYPE, ENCRYPTED};

    private byte[] inflated = new byte[0];
    private int room = MOST_INFLATED;

    /// @param head the file's first bytes
    public static boolean isPdf(byte[] head) {
        return next(head, 0, Math.min(head.length, 1_024), ascii("%PDF-")) >= 0;
    }

    /// @param images how its model counts pictures
    public long of(byte[] file, ImageTokens images) {
        long pages = Math.clamp(pages(file), 1, MOST_PAGES);
        return pages * Math.max(A_PAGE, images.of(PICTURE_OF_A_PAGE, "high"));
    }

    /// For a document that nobody here can read to its end.
    public static long most(ImageTokens images) {
        return MOST_PAGES * Math.max(A_PAGE, images.of(PICTURE_OF_A_PAGE, "high"));
    }

    private int pages(byte[] file) {
        int pages = marks(file, file.length);
        if (next(file, 0, file.length, ENCRYPTED) >= 0 || hidesNames(file, file.length)) {
            return MOST_PAGES;
        }
        int at = next(file, 0, file.length, OBJECTS);
        while (at >= 0) {
            if (room <= 0) {
                return MOST_PAGES;
            }
            int stream = next(file, at, file.length, STREAM);
            int length = stream < 0 ? 0 : inflate(file, stream + STREAM.length);
            if (length <= 0 || hidesNames(inflated, length)) {
                return MOST_PAGES;
            }
            pages += marks(inflated, length);
            room -= Math.max(length, LEAST_INFLATED);
            at = next(file, at + OBJECTS.length, file.length, OBJECTS);
        }
        return pages == 0 ? MOST_PAGES : pages;
    }

    /// Whether a name that matters here is written with escapes (7.3.5).
    private static boolean hidesNames(byte[] text, int length) {
        for (int at = next(text, 0, length, SLASH);
                at >= 0;
                at = next(text, at + 1, length, SLASH)) {
            for (byte[] name : NAMES) {
                if (isEscaped(text, at, length, name)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isEscaped(byte[] text, int from, int to, byte[] name) {
        int at = from;
        boolean escaped = false;
        for (byte expected : name) {
            if (at + 2 < to && text[at] == '#') {
                int high = Character.digit(text[at + 1], 16);
                if (high * 16 + Character.digit(text[at + 2], 16) != expected) {
                    return false;
                }
                escaped = true;
                at += 3;
            } else if (at < to && text[at] == expected) {
                at++;
            } else {
                return false;
            }
        }
        return escaped;
    }

    private int inflate(byte[] file, int from) {
        if (inflated.length == 0) {
            inflated = new byte[MOST_INFLATED];
        }
        int at = from;
        while (at < file.length && (file[at] == '\r' || file[at] == '\n')) {
            at++;
        }
        try (var inflater = new Inflater()) {
            inflater.setInput(file, at, file.length - at);
            int length = inflater.inflate(inflated, 0, room);
            return inflater.finished() || length == room ? length : 0;
        } catch (DataFormatException _) {
            return 0;
        }
    }

    /// How often an object says that it is a page, and not the list of them.
    private static int marks(byte[] text, int length) {
        int found = 0;
        int at = next(text, 0, length, PAGE);
        while (at >= 0) {
            int behind = at + PAGE.length;
            boolean whole = behind >= length || !Character.isLetterOrDigit(text[behind]);
            if (whole && isType(text, at)) {
                found++;
            }
            at = next(text, behind, length, PAGE);
        }
        return found;
    }

    private static boolean isType(byte[] text, int at) {
        int end = at;
        while (end > 0 && text[end - 1] >= 0 && text[end - 1] <= ' ') {
            end--;
        }
        return end >= TYPE.length && next(text, end - TYPE.length, end, TYPE) >= 0;
    }

    private static int next(byte[] text, int from, int to, byte[] word) {
        for (int at = from; at + word.length <= to; at++) {
            int same = 0;
            while (same < word.length && text[at + same] == word[same]) {
                same++;
            }
            if (same == word.length) {
                return at;
            }
        }
        return -1;
    }

    private static byte[] ascii(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }
}
