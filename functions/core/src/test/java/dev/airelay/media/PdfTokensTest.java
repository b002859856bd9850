package dev.airelay.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class PdfTokensTest {
    private static final ImageTokens CLAUDE = ModelImages.of("claude-sonnet-4-6");
    private static final String PAGE = "<</Type /Page /Parent 1 0 R>>\n";

    private static long of(byte[] file) {
        return new PdfTokens().of(file, CLAUDE);
    }

    private static byte[] withStream(byte[] content) {
        var deflater = new Deflater();
        deflater.setInput(content);
        deflater.finish();
        byte[] packed = new byte[content.length + 100];
        int length = deflater.deflate(packed);
        deflater.end();
        var file = new ByteArrayOutputStream();
        file.writeBytes(
                "%PDF-1.5\n1 0 obj <</Type/ObjStm/Filter/FlateDecode>>\nstream\r\n"
                        .getBytes(ISO_8859_1));
        file.write(packed, 0, length);
        file.writeBytes("\nendstream endobj".getBytes(ISO_8859_1));
        return file.toByteArray();
    }

    @Test
    void aDocumentIsToldByItsFirstBytes() {
        assertTrue(PdfTokens.isPdf("%PDF-1.7".getBytes(ISO_8859_1)));
        assertFalse(PdfTokens.isPdf("hello".getBytes(ISO_8859_1)));
    }

    @Test
    void eachPageCounts() {
        String three = "%PDF-1.4 <</Type/Pages/Count 3>>" + PAGE + PAGE + "<</Type\n/Page>>";

        assertEquals(3 * 3_200, of(three.getBytes(ISO_8859_1)));
        assertEquals(600 * 3_200, of("%PDF-1.4".getBytes(ISO_8859_1)));
        assertEquals(600 * 3_200, of((three + "/Encrypt 2 0 R").getBytes(ISO_8859_1)));
        assertEquals(600 * 3_200, of((three + "<</Type/#50age>>").getBytes(ISO_8859_1)));
    }

    @Test
    void pagesAreFoundWhereTheyAreCompressed() {
        assertEquals(40 * 3_200, of(withStream(PAGE.repeat(40).getBytes(ISO_8859_1))));
    }

    @Test
    void moreThanIsInflatedCountsAsTheLongestDocument() {
        byte[] first = withStream(new byte[3_000_000]);
        byte[] second = withStream(PAGE.getBytes(ISO_8859_1));
        var both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);

        assertEquals(600 * 3_200, of(both.toByteArray()));
    }

    @Test
    void aBrokenStreamMayHoldAnyPages() {
        assertEquals(600 * 3_200, of(("%PDF- /ObjStm stream\n???" + PAGE).getBytes(ISO_8859_1)));
    }
}
