package dev.airelay.dialect;

import java.nio.charset.Charset;
import java.util.Arrays;

/// Sorts characters by how the vocabularies of language models treat them. Numbers instead of an
/// enum, since each character of each streamed answer is looked up.
///
/// Scripts are told by the blocks of Unicode (https://www.unicode.org/Public/UNIDATA/Blocks.txt,
/// read 2026-11-27). A Chinese character or a Korean syllable is common when the standards from the
/// time of small tables have it: level 1 of GB 2312, JIS X 0208 or Big5; KS X 1001. Vocabularies
/// have a token for most of those and spell the others byte by byte.
final class CharClass {
    static final int LETTER = 0;
    static final int CAPITAL = 1;
    static final int DIGIT = 2;
    static final int MARK = 3;
    static final int BLANK = 4;
    static final int NEWLINE = 5;
    static final int CONTROL = 6;
    static final int LATIN = 7;
    static final int CYRILLIC = 8;
    static final int GREEK = 9;
    static final int HEBREW = 10;
    static final int ARABIC = 11;
    static final int INDIC = 12;
    static final int GEORGIAN = 13;
    static final int THAI = 14;
    static final int KANA = 15;
    static final int HAN = 16;
    static final int RARE_HAN = 17;
    static final int HANGUL = 18;
    static final int RARE_HANGUL = 19;
    static final int WIDE_MARK = 20;
    static final int SIGN = 21;
    static final int SYMBOL = 22;
    static final int EMOJI = 23;
    static final int OTHER_IN_TWO_BYTES = 24;
    static final int OTHER_IN_THREE_BYTES = 25;
    static final int OTHER_IN_FOUR_BYTES = 26;
    static final int VIETNAMESE = 27;
    static final int COUNT = 28;

    private static final byte[] OF = table();

    private CharClass() {}

    /// @param code a code point
    static int of(int code) {
        if (code < OF.length) {
            return OF[code];
        }
        return code >= 0x1F000 && code < 0x1FB00 ? EMOJI : OTHER_IN_FOUR_BYTES;
    }

    private static byte[] table() {
        byte[] of = new byte[0x10000];
        fill(of, 0x0, 0x1F, CONTROL);
        fill(of, '!', '~', MARK);
        fill(of, 'a', 'z', LETTER);
        fill(of, 'A', 'Z', CAPITAL);
        fill(of, '0', '9', DIGIT);
        fill(of, ' ', ' ', BLANK);
        fill(of, '\t', '\t', BLANK);
        fill(of, '\n', '\n', NEWLINE);
        fill(of, '\r', '\r', NEWLINE);
        fill(of, 0x7F, 0x9F, OTHER_IN_TWO_BYTES);
        fill(of, 0xA0, 0xBF, SIGN);
        fill(of, 0xC0, 0x17F, LATIN);
        fill(of, 0x180, 0x36F, OTHER_IN_TWO_BYTES);
        fill(of, 0x370, 0x3FF, GREEK);
        fill(of, 0x400, 0x45F, CYRILLIC);
        fill(of, 0x460, 0x58F, OTHER_IN_TWO_BYTES);
        fill(of, 0x490, 0x491, CYRILLIC);
        fill(of, 0x590, 0x5FF, HEBREW);
        fill(of, 0x600, 0x6FF, ARABIC);
        fill(of, 0x700, 0x7FF, OTHER_IN_TWO_BYTES);
        fill(of, 0x800, 0xFFFF, OTHER_IN_THREE_BYTES);
        fill(of, 0x900, 0xD7F, INDIC);
        fill(of, 0xE00, 0xE7F, THAI);
        fill(of, 0x10A0, 0x10FF, GEORGIAN);
        fill(of, 0x1EA0, 0x1EFF, VIETNAMESE);
        fill(of, 0x2000, 0x206F, SIGN);
        fill(of, 0x2070, 0x2BFF, SYMBOL);
        fill(of, 0x3000, 0x301F, WIDE_MARK);
        fill(of, 0x3040, 0x30FF, KANA);
        fill(of, 0x4E00, 0x9FFF, RARE_HAN);
        fill(of, 0xAC00, 0xD7A3, RARE_HANGUL);
        fill(of, 0xFE00, 0xFE0F, SIGN);
        fill(of, 0xFF00, 0xFF0F, WIDE_MARK);
        fill(of, 0xFF10, 0xFF5E, SYMBOL);
        fill(of, 0xFF1A, 0xFF1F, WIDE_MARK);
        markCommon(of, "GB2312", 0xB0, 0xD7);
        markCommon(of, "EUC-JP", 0xB0, 0xCF);
        markCommon(of, "Big5", 0xA4, 0xC6);
        markCommon(of, "EUC-KR", 0xB0, 0xC8);
        return of;
    }

    private static void fill(byte[] of, int first, int last, int is) {
        Arrays.fill(of, first, last + 1, (byte) is);
    }

    private static void markCommon(byte[] of, String standard, int firstRow, int lastRow) {
        var charset = Charset.forName(standard);
        for (int row = firstRow; row <= lastRow; row++) {
            for (int cell = 0x40; cell <= 0xFE; cell++) {
                char common = new String(new byte[] {(byte) row, (byte) cell}, charset).charAt(0);
                if (of[common] == RARE_HAN) {
                    of[common] = HAN;
                } else if (of[common] == RARE_HANGUL) {
                    of[common] = HANGUL;
                }
            }
        }
    }
}
