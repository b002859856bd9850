package dev.airelay.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.json.JsonScan;
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
    private static final int LONGEST_DATA_PREFIX = 256;

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
    /// elsewhere.
    void picture(int from, int to, String detail) {
        Optional<ImageSize> size = size(payload(from, to), to);
        if (size.isPresent()) {
            tokens += images.of(size.get(), detail);
            return;
        }
        String beginning = JsonScan.text(body, from, Math.min(to, from + 8));
        if (beginning.startsWith("http")) {
            tokens += Math.max(images.most(), images.of(ImageSize.UNKNOWN, detail));
        }
        text.addString(body, from, to);
    }

    /// A string that may be any file, as a `data:` URL or plain base64.
    ///
    /// @param sound whether it stands where only sound may stand
    void file(int from, int to, boolean sound) {
        int payload = payload(from, to);
        byte[] head = Base64Text.decode(body, payload, to, HEAD);
        long length = (to - payload) / 4 * 3L;
        Optional<ImageSize> size = size(payload, to);
        if (size.isPresent()) {
            tokens += images.of(size.get(), "");
        } else if (PdfTokens.isPdf(head)) {
            tokens += documents.of(Base64Text.decode(body, payload, to, to), images);
        } else if (AudioTokens.isSound(head) || (sound && head.length > 0)) {
            tokens += AudioTokens.of(head, length);
        } else {
            unknown(from, payload, to);
        }
    }

    /// The text of a text, the bytes of anything else, which may be text that is compressed.
    private void unknown(int from, int payload, int to) {
        byte[] file = Base64Text.decode(body, payload, to, to);
        if (file.length < (to - payload) / 4 * 3 - 3) {
            text.addString(body, from, to);
        } else if (isText(file)) {
            text.add(file, 0, file.length);
        } else {
            tokens += file.length;
        }
    }

    private Optional<ImageSize> size(int from, int to) {
        byte[] head = Base64Text.decode(body, from, to, HEAD);
        Optional<ImageSize> size = ImageSize.of(head);
        return size.filter(ImageSize.UNKNOWN::equals).isPresent()
                ? ImageSize.of(Base64Text.decode(body, from, to, ImageSize.BYTES_LOOKED_AT))
                : size;
    }

    /// Where base64 begins.
    private int payload(int from, int to) {
        if (!JsonScan.text(body, from, Math.min(to, from + 5)).equals("data:")) {
            return from;
        }
        for (int at = from; at < Math.min(to, from + LONGEST_DATA_PREFIX); at++) {
            if (body[at] == ',') {
                return at + 1;
            }
        }
        return from;
    }

    private static boolean isText(byte[] file) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).chars().noneMatch(c -> c == 0);
        } catch (CharacterCodingException _) {
            return false;
        }
    }
}
