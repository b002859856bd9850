package dev.airelay.dialect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.media.AudioTokens;
import dev.airelay.media.ImageSize;
import dev.airelay.media.ImageTokens;
import dev.airelay.media.PdfTokens;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/// What the files in a request count: pictures, sounds and documents as their vendors count them,
/// if their own bytes say that they are such; other files as the text that they hold; and what is
/// none of it as the text that it is.
final class Attachments {
    private static final int HEAD = 1_024;
    private static final int LONGEST_ID = 64;

    private final byte[] body;
    private final ImageTokens images;
    private final PromptText text;
    private final PdfTokens documents = new PdfTokens();
    private long tokens;

    /// @param text gets what turns out to be text
    Attachments(byte[] body, ImageTokens images, PromptText text) {
        this.body = body;
        this.images = images;
        this.text = text;
    }

    long tokens() {
        return tokens;
    }

    /// A string that may be a picture as a `data:` URL or plain base64, or the URL of one
    /// elsewhere. Whatever an upstream may make a picture of counts as the largest.
    void picture(int from, int to, String detail) {
        byte[] plain = Base64Text.plain(body, from, to);
        Optional<ImageSize> size = size(plain, payload(plain));
        if (size.isPresent()) {
            tokens += images.of(size.get(), detail);
            return;
        }
        if (!isId(plain)) {
            unseenPicture(detail);
        }
        text.addString(body, from, to);
    }

    /// A picture that only the upstream has.
    void unseenPicture(String detail) {
        tokens += Math.max(images.most(), images.of(ImageSize.UNKNOWN, detail));
    }

    /// A string that may be any file, as a `data:` URL or plain base64.
    ///
    /// @param sound whether it stands where only sound may stand
    void file(int from, int to, boolean sound) {
        byte[] plain = Base64Text.plain(body, from, to);
        int payload = payload(plain);
        byte[] head = Base64Text.decode(plain, payload, plain.length, HEAD);
        long length = (plain.length - payload) / 4 * 3L;
        Optional<ImageSize> size = size(plain, payload);
        if (size.isPresent()) {
            tokens += images.of(size.get(), "");
        } else if (PdfTokens.isPdf(head)) {
            tokens += document(plain, payload);
        } else if (AudioTokens.isSound(head) || (sound && beginsDense(plain, payload))) {
            tokens += AudioTokens.of(head, length);
        } else {
            unknown(from, to, plain, payload);
        }
    }

    private long document(byte[] plain, int payload) {
        return Base64Text.isWhole(plain, payload, plain.length)
                ? documents.of(
                        Base64Text.decode(plain, payload, plain.length, plain.length), images)
                : PdfTokens.most(images);
    }

    /// The text of a text, the bytes of anything else, which may be text that is compressed.
    private void unknown(int from, int to, byte[] plain, int payload) {
        byte[] file = Base64Text.decode(plain, payload, plain.length, plain.length);
        if (file.length < (plain.length - payload) / 4 * 3 - 3) {
            text.addString(body, from, to);
        } else if (isText(file)) {
            text.add(file, 0, file.length);
        } else {
            tokens += file.length;
        }
    }

    private static Optional<ImageSize> size(byte[] plain, int from) {
        byte[] head = Base64Text.decode(plain, from, plain.length, HEAD);
        Optional<ImageSize> size = ImageSize.of(head);
        return size.filter(ImageSize.UNKNOWN::equals).isPresent()
                ? ImageSize.of(
                        Base64Text.decode(plain, from, plain.length, ImageSize.BYTES_LOOKED_AT))
                : size;
    }

    /// Where base64 begins.
    private static int payload(byte[] plain) {
        var scheme = new String(plain, 0, Math.min(plain.length, 5), ISO_8859_1);
        if (!scheme.equalsIgnoreCase("data:")) {
            return 0;
        }
        for (int at = 0; at < plain.length; at++) {
            if (plain[at] == ',') {
                return at + 1;
            }
        }
        return 0;
    }

    /// Base64 in lines has 64 digits in each, or more.
    private static boolean beginsDense(byte[] plain, int payload) {
        int to = Math.min(plain.length, payload + 64);
        for (int at = payload; at < to; at++) {
            if (!Base64Text.isDigit(plain[at])) {
                return false;
            }
        }
        return to - payload > 1;
    }

    /// Whether it is too short and too plain for a picture or the URL of one.
    private static boolean isId(byte[] plain) {
        for (byte character : plain) {
            if (character < 0
                    || !(Character.isLetterOrDigit(character) || "-_".indexOf(character) >= 0)) {
                return false;
            }
        }
        return plain.length <= LONGEST_ID;
    }

    private static boolean isText(byte[] file) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).chars().noneMatch(c -> c == 0);
        } catch (CharacterCodingException _) {
            return false;
        }
    }
}
