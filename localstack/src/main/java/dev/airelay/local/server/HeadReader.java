package dev.airelay.local.server;

import dev.airelay.http.Headers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads the heads of one connection's requests, and refuses what another server could read
/// otherwise: two lengths, a length beside chunks, codings but for chunks, a head without exactly
/// one host.
///
/// Sources: https://www.rfc-editor.org/rfc/rfc9112.html sections 2.2, 3, 6 and 9.3,
/// https://www.rfc-editor.org/rfc/rfc9110.html sections 7.2 and 10.1.1 (read 2026-11-27).
final class HeadReader {
    private static final int EMPTY_LINES_AT_MOST = 4;
    private static final int FIELDS_AT_MOST = 200;
    private static final Pattern VERSION = Pattern.compile("HTTP/(\\d)\\.(\\d)");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._~%!$&'()*+,;=:\\[\\]-]+");
    private static final List<String> OTHER_CODINGS =
            List.of(
                    "gzip",
                    "x-gzip",
                    "deflate",
                    "compress",
                    "x-compress",
                    "identity",
                    "br",
                    "zstd");

    private final Lines lines;
    private final DoorSettings.Sizes sizes;

    HeadReader(Wire wire, DoorSettings.Sizes sizes) {
        this.lines = new Lines(wire);
        this.sizes = sizes;
    }

    /// @throws RefusedException with 400, 414, 417, 431, 501 or 505
    RequestHead read() throws IOException, RefusedException {
        var words = requestLine().split(" ", -1);
        if (words.length != 3 || !FieldLine.isToken(words[0])) {
            throw RefusedException.malformed("The request line is not made of three words.");
        }
        boolean modern = isModern(words[2]);
        if (words[0].equals("CONNECT")) {
            throw new RefusedException(501, "This server is no proxy.");
        }
        var target = Target.of(words[0], words[1]);
        var fields = fields();
        requireHost(fields, modern);
        return new RequestHead(
                words[0],
                target.path(),
                target.query(),
                joined(fields),
                framing(fields, modern),
                keepsAlive(fields, modern),
                modern,
                expectsContinue(fields, modern));
    }

    private String requestLine() throws IOException, RefusedException {
        String line = "";
        for (int empty = 0; line.isEmpty(); empty++) {
            if (empty > EMPTY_LINES_AT_MOST) {
                throw RefusedException.malformed("There is no request line.");
            }
            line = lines.next(sizes.line(), 414);
        }
        return line;
    }

    private static boolean isModern(String version) throws RefusedException {
        var read = VERSION.matcher(version);
        if (!read.matches()) {
            throw RefusedException.malformed("The request line names no version of HTTP.");
        }
        if (!read.group(1).equals("1")) {
            throw new RefusedException(505, "This server speaks HTTP/1.1.");
        }
        return !read.group(2).equals("0");
    }

    private List<FieldLine> fields() throws IOException, RefusedException {
        var fields = new ArrayList<FieldLine>();
        int left = sizes.head();
        for (String line = lines.next(left, 431); !line.isEmpty(); line = lines.next(left, 431)) {
            if (fields.size() == FIELDS_AT_MOST) {
                throw new RefusedException(431, "The head has too many fields.");
            }
            fields.add(FieldLine.of(line));
            left -= Math.min(left, line.length() + 2);
        }
        return fields;
    }

    /// Reads over the fields behind the last chunk.
    void skipTrailers() throws IOException, RefusedException {
        var _ = fields();
    }

    /// What the line before a chunk says.
    ///
    /// @param most bytes of the line
    ChunkSize chunkSize(int most) throws IOException, RefusedException {
        return ChunkSize.of(lines.next(most, 400));
    }

    private static Headers joined(List<FieldLine> fields) {
        var headers = Headers.builder();
        fields.forEach(field -> headers.add(field.name(), field.value()));
        return headers.build();
    }

    private static List<String> values(List<FieldLine> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(FieldLine::value)
                .toList();
    }

    /// The members of a list, in lower case.
    private static List<String> members(List<FieldLine> fields, String name) {
        return values(fields, name).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(member -> FieldLine.trimmed(member).toLowerCase(Locale.ROOT))
                .toList();
    }

    private static void requireHost(List<FieldLine> fields, boolean modern)
            throws RefusedException {
        var hosts = values(fields, "host");
        if (hosts.size() > 1 || (modern && hosts.isEmpty())) {
            throw RefusedException.malformed("The head must name one host.");
        }
        if (!hosts.isEmpty() && !HOST.matcher(hosts.getFirst()).matches()) {
            throw RefusedException.malformed("The host is no host.");
        }
    }

    private static Framing framing(List<FieldLine> fields, boolean modern) throws RefusedException {
        var lengths = values(fields, "content-length");
        var codings = members(fields, "transfer-encoding");
        if (!codings.isEmpty()) {
            if (!lengths.isEmpty() || !modern) {
                throw RefusedException.malformed("The body is framed in two ways.");
            }
            requireChunked(codings);
            return new Framing.Chunked();
        }
        if (lengths.isEmpty()) {
            return new Framing.None();
        }
        if (lengths.size() > 1 || !lengths.getFirst().matches("[0-9]{1,18}")) {
            throw RefusedException.malformed("The content length is not one number.");
        }
        long length = Long.parseLong(lengths.getFirst());
        return length == 0 ? new Framing.None() : new Framing.Length(length);
    }

    private static void requireChunked(List<String> codings) throws RefusedException {
        boolean last = codings.getLast().equals("chunked");
        if (!last || codings.indexOf("chunked") < codings.size() - 1) {
            throw RefusedException.malformed("The last transfer coding must be chunked, once.");
        }
        if (codings.size() > 1) {
            boolean known = OTHER_CODINGS.containsAll(codings.subList(0, codings.size() - 1));
            throw new RefusedException(
                    known ? 501 : 400, "No transfer coding but chunked is understood.");
        }
    }

    private static boolean keepsAlive(List<FieldLine> fields, boolean modern) {
        var wishes = members(fields, "connection");
        return !wishes.contains("close") && (modern || wishes.contains("keep-alive"));
    }

    private static boolean expectsContinue(List<FieldLine> fields, boolean modern)
            throws RefusedException {
        var expected = members(fields, "expect");
        if (modern && !expected.stream().allMatch("100-continue"::equals)) {
            throw new RefusedException(417, "Nothing but 100-continue can be expected.");
        }
        return modern && !expected.isEmpty();
    }
}
