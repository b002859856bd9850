package dev.airelay.dialect;

import static dev.airelay.dialect.CharClass.*;

import java.util.Arrays;

/// What one more character of a text costs, in thousandths of a token.
///
/// A vocabulary has usual words, three digits, and runs of marks and blanks as one token, and
/// spells what is unusual in smaller pieces. So a character costs what its class does on average,
/// after what stood before it: the beginning of a word, a usual pair of letters within one, a pair
/// that no language likes, an ideogram, an emoji.
///
/// The costs were fitted to the counts of o200k_base and, for Latin letters and code, cl100k_base
/// (https://github.com/openai/tiktoken/blob/main/tiktoken_ext/openai_public.py, read 2026-11-27) on
/// texts in 24 languages, source code, data and noise.
final class TokenCosts {
    static final int TOKEN = 1_000;

    /// Stands for a blank behind a blank, which only the length of their run tells.
    static final int BLANKS = -1;

    static final int SECOND_BLANK = 1_000;
    static final int MORE_BLANKS = 60;

    private static final int WORD = 780;
    private static final int WORD_BEHIND_MARK = 600;
    private static final int USUAL_LETTER = 112;
    private static final int USUAL_CAPITAL = 410;
    private static final int ODD_PAIR = 900;
    private static final int CAPITAL_IN_WORD = 760;
    private static final int SAME_AGAIN = 125;
    private static final int FIRST_DIGIT = 1_500;
    private static final int MORE_DIGITS = 334;
    private static final int FIRST_MARK = 340;
    private static final int MARK_BY_ITSELF = 1_000;
    private static final int MORE_MARKS = 720;
    private static final int SAME_MARK = 40;
    private static final int NEWLINE_FIRST = 980;
    private static final int MORE_NEWLINES = 105;
    private static final int SECOND_ACCENT = 1_850;
    private static final int CYRILLIC_LETTER = 375;
    private static final int[] CYRILLIC_BEGINNING = {700, 0, 100};
    private static final int NO_WORD = 1_300;
    private static final int LONGEST_WORD = 24;

    private static final int[] OTHERS = others();

    /// Which letters follow `a`, `b`, … in 19 of 20 pairs of the languages that are written in
    /// Latin letters without many accents, and of code.
    private static final int[] LATIN_PAIRS =
            pairs(
                    'a',
                    "bcdfgiklmnprstuvyz aeiloruy acehiklortu adeiorsuy abcdefgilmnpqrstuvwxy"
                            + " aefiortu aeinoru aeiort abcdefgklmnoprstvz ae aeio adefilostuy"
                            + " abeimopu acdefgilnostuvy bcdfgiklmnoprstuvw aeiloprstu u"
                            + " acdegilmnorstuy acehiopstuy acehilorstuy abceilmnprst aeio aehino"
                            + " pt opst aei");

    /// The same for `а`, `б`, … in Russian and Ukrainian.
    private static final int[] CYRILLIC_PAIRS =
            pairs(
                    'а',
                    "бвгдежзйклмнпрстхцчюя аеиклноруы адеиклнорсуы инору аеиклнору"
                            + " вгдежзйклмнопрстчщ деин авдмноу бвгдезийклмнпрстфхцчшюя лст"
                            + " аеилорстуцщ аежикноуыьюя авеимнопуыя адеикнотуфыья"
                            + " бвгдежзйклмнпрстцчш аеиору агежимностухшыя аеиклмнопстуыья"
                            + " авеикнорсуыь вдежклмнпрстчщю аио о еи аеинт еи аеио е вейлмпртх"
                            + " зкнс лт тчщ вдекмт");

    private TokenCosts() {}

    /// By what stood before and the character: a row of 128 for each [CharClass] beyond ASCII, then
    /// one for each character of ASCII.
    static short[] ofAscii() {
        short[] costs = new short[(COUNT + 128) * 128];
        for (int before = LATIN; before < COUNT + 128; before++) {
            for (int next = 0; next < 128; next++) {
                costs[before * 128 + next] = (short) ofAscii(before, next);
            }
        }
        return costs;
    }

    private static int ofAscii(int row, int next) {
        int before = row - COUNT;
        int classBefore = before < 0 ? row : CharClass.of(before);
        int is = CharClass.of(next);
        boolean same = is == classBefore;
        return switch (is) {
            case LETTER, CAPITAL -> ofLetter(classBefore, before, is, next);
            case DIGIT -> same ? MORE_DIGITS : FIRST_DIGIT;
            case MARK -> ofMark(classBefore, before, next);
            case BLANK -> same ? BLANKS : 0;
            case NEWLINE -> same ? MORE_NEWLINES : NEWLINE_FIRST;
            default -> OTHERS[is];
        };
    }

    private static int ofMark(int classBefore, int before, int next) {
        if (classBefore == MARK) {
            return before == next ? SAME_MARK : MORE_MARKS;
        }
        return classBefore == BLANK || classBefore == NEWLINE ? MARK_BY_ITSELF : FIRST_MARK;
    }

    private static int ofLetter(int classBefore, int before, int is, int next) {
        if (classBefore == LATIN || classBefore == VIETNAMESE) {
            return USUAL_LETTER;
        }
        if (classBefore > CAPITAL) {
            return classBefore == BLANK ? WORD : WORD_BEHIND_MARK;
        }
        if (before == next) {
            return SAME_AGAIN;
        }
        if (is == CAPITAL && classBefore == LETTER) {
            return CAPITAL_IN_WORD;
        }
        if (isPair(LATIN_PAIRS, (before | 0x20) - 'a', (next | 0x20) - 'a')) {
            return is == LETTER ? USUAL_LETTER : USUAL_CAPITAL;
        }
        return ODD_PAIR;
    }

    /// @param before the character before, a code point
    /// @param run how many of the class there have been in a row, with this one
    static int of(int is, int next, int run, int classBefore, int before) {
        return switch (is) {
            case LATIN -> run > 1 ? SECOND_ACCENT : classBefore <= CAPITAL ? OTHERS[is] : WORD;
            case CYRILLIC -> ofCyrillic(run, before, next);
            case GREEK, HEBREW, ARABIC, GEORGIAN ->
                    run == 2 ? 0 : run > LONGEST_WORD ? NO_WORD : OTHERS[is];
            case INDIC -> run > LONGEST_WORD ? NO_WORD : OTHERS[is];
            default -> OTHERS[is];
        };
    }

    private static int ofCyrillic(int run, int before, int next) {
        if (run <= 3) {
            return CYRILLIC_BEGINNING[run - 1];
        }
        int first = before - 'А';
        int second = next - 'А';
        boolean basic = first >= 0 && first < 64 && second >= 0 && second < 64;
        return basic && !isPair(CYRILLIC_PAIRS, first & 0x1F, second & 0x1F)
                ? ODD_PAIR
                : CYRILLIC_LETTER;
    }

    private static boolean isPair(int[] pairs, int first, int second) {
        return (pairs[first] >> second & 1) != 0;
    }

    private static int[] pairs(char first, String followers) {
        return Arrays.stream(followers.split(" "))
                .mapToInt(row ->
                        row.chars()
                                .map(letter -> 1 << (letter - first))
                                .reduce(0, (one, other) -> one | other))
                .toArray();
    }

    /// What characters beyond ASCII cost in a vocabulary, in hundredths of what they cost in
    /// o200k_base, by [CharClass].
    static int[] percents(Vocabulary vocabulary) {
        int[] percents = new int[COUNT];
        Arrays.fill(percents, 100);
        if (vocabulary == Vocabulary.CL100K_BASE) {
            percents[LATIN] = 150;
            percents[VIETNAMESE] = 300;
            percents[CYRILLIC] = 170;
            percents[GREEK] = 220;
            percents[HEBREW] = 200;
            percents[ARABIC] = 200;
            percents[INDIC] = 300;
            percents[GEORGIAN] = 440;
            percents[THAI] = 190;
            percents[KANA] = 140;
            percents[HAN] = 125;
            percents[RARE_HAN] = 120;
            percents[HANGUL] = 145;
            percents[RARE_HANGUL] = 105;
            percents[WIDE_MARK] = 140;
            percents[EMOJI] = 125;
        }
        return percents;
    }

    private static int[] others() {
        int[] costs = new int[COUNT];
        costs[CONTROL] = 1_050;
        costs[LATIN] = 740;
        costs[VIETNAMESE] = 250;
        costs[GREEK] = 600;
        costs[HEBREW] = 700;
        costs[ARABIC] = 570;
        costs[INDIC] = 435;
        costs[GEORGIAN] = 480;
        costs[THAI] = 570;
        costs[KANA] = 1_000;
        costs[HAN] = 960;
        costs[RARE_HAN] = 2_500;
        costs[HANGUL] = 830;
        costs[RARE_HANGUL] = 2_800;
        costs[WIDE_MARK] = 650;
        costs[SIGN] = 1_250;
        costs[SYMBOL] = 2_600;
        costs[EMOJI] = 2_350;
        costs[OTHER_IN_TWO_BYTES] = 1_960;
        costs[OTHER_IN_THREE_BYTES] = 3_000;
        costs[OTHER_IN_FOUR_BYTES] = 4_000;
        return costs;
    }
}
