package dev.airelay.dialect;

/// Estimates the tokens of a text that arrives in pieces, as the content of JSON strings: escapes
/// count as what they stand for, and a piece may end within a character or an escape.
///
/// Ordinary text in the large languages, code and data comes out at 0.9 to 1.3 times the count of
/// OpenAI's o200k_base; noise of letters, digits, marks, rare scripts and emoji not much below 0.9.
/// `docs/money.md` has the table of errors, [TokenCosts] tells where the costs come from.
///
/// Takes a few nanoseconds a byte and allocates nothing. One thread at a time.
public final class TextTokens {
    private static final short[] ASCII = TokenCosts.ofAscii();

    private final int[] percents;

    private long cost;

    /// The row of [#ASCII] for what stood before.
    private int row = CharClass.COUNT + ' ';

    private int before = ' ';
    private int run = 1;

    private int code;
    private int bytesToCome;

    private int escaped;
    private int unit;
    private int firstOfPair;

    /// For models with o200k_base, which is near to what most others have too.
    public TextTokens() {
        this(Vocabulary.O200K_BASE);
    }

    /// @param vocabulary cl100k_base makes up to four times as much of other scripts than Latin
    public TextTokens(Vocabulary vocabulary) {
        percents = TokenCosts.percents(vocabulary);
    }

    /// @param text bytes of JSON strings, in UTF-8, without the quotes around them
    public void add(byte[] text, int from, int to) {
        for (int at = from; at < to; at++) {
            int next = text[at];
            if (escaped > 0) {
                escape(next);
            } else if (next == '\\') {
                escaped = 1;
            } else {
                plain(next);
            }
        }
    }

    /// @param text in UTF-8, in which a backslash is one
    void addPlain(byte[] text, int from, int to) {
        for (int at = from; at < to; at++) {
            plain(text[at]);
        }
    }

    /// How many tokens it has been so far, rounded up.
    public long tokens() {
        return Math.ceilDiv(cost, TokenCosts.TOKEN);
    }

    /// The same in thousandths.
    long thousandths() {
        return cost;
    }

    private void plain(int next) {
        if (next >= 0) {
            ascii(next);
        } else {
            multibyte(next);
        }
    }

    private void ascii(int next) {
        int price = ASCII[row * 128 + next];
        if (price == TokenCosts.BLANKS) {
            run++;
            price = run == 2 ? TokenCosts.SECOND_BLANK : TokenCosts.MORE_BLANKS;
        } else {
            run = 1;
        }
        cost += price;
        row = CharClass.COUNT + next;
    }

    private void other(int next) {
        int is = CharClass.of(next);
        int classBefore = row < CharClass.COUNT ? row : CharClass.of(row - CharClass.COUNT);
        run = is == row ? run + 1 : 1;
        cost += TokenCosts.of(is, next, run, classBefore, before) * percents[is] / 100;
        row = is;
        before = next;
    }

    private void multibyte(int next) {
        if ((next & 0xC0) == 0x80) {
            code = (code << 6) | (next & 0x3F);
            bytesToCome--;
            if (bytesToCome == 0) {
                other(code);
            }
        } else {
            bytesToCome = (next & 0x20) == 0 ? 1 : (next & 0x10) == 0 ? 2 : 3;
            code = next & (0x3F >> bytesToCome);
        }
    }

    private void escape(int next) {
        if (escaped > 1) {
            unit = (unit << 4) | (Character.digit(next, 16) & 0xF);
            escaped++;
            if (escaped == 6) {
                escaped = 0;
                unit();
            }
        } else if (next == 'u') {
            escaped = 2;
            unit = 0;
        } else {
            escaped = 0;
            ascii(
                    switch (next) {
                        case 'n' -> '\n';
                        case 't' -> '\t';
                        case 'r' -> '\r';
                        case 'b' -> '\b';
                        case 'f' -> '\f';
                        default -> next & 0x7F;
                    });
        }
    }

    private void unit() {
        int first = firstOfPair;
        firstOfPair = 0;
        if (Character.isHighSurrogate((char) unit)) {
            firstOfPair = unit;
        } else if (first > 0 && Character.isLowSurrogate((char) unit)) {
            other(Character.toCodePoint((char) first, (char) unit));
        } else if (unit < 128) {
            ascii(unit);
        } else {
            other(unit);
        }
    }
}
