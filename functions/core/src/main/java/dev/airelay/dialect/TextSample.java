package dev.airelay.dialect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Counts the tokens of a long text by counting some of it.
///
/// The text is cut into blocks, and what each costs is estimated by classes of characters
/// ([TextTokens]). A short text is counted block by block. Of a long one, blocks are drawn, each
/// with a chance that grows with its estimate and one from each of many equal parts of the whole:
/// how much they really count, as a share of their estimates, is what all of the text counts as a
/// share of all estimates. Nobody can tell before which blocks will be drawn, so that no text is
/// made to look cheap; and what is dear is drawn more often (sampling with probability proportional
/// to size, https://en.wikipedia.org/wiki/Probability-proportional-to-size_sampling, read
/// 2026-11-27).
///
/// Added is what the chance of the draw may hide: [#SURENESS] times the standard error, in which a
/// few blocks that nobody drew are imagined to count as much as blocks may.
final class TextSample {
    /// Long enough that cutting tokens in two adds about 3 %, short enough that no vocabulary takes
    /// long over it.
    static final int BLOCK_BYTES = 128;

    static final int LEAST_BLOCKS = 64;
    private static final int BYTES_PER_BLOCK_MORE = 32 * 1024;
    private static final double SURENESS = 3.3;
    private static final int IMAGINED = 3;

    private final byte[] text;
    private final int length;
    private final ModelVocabulary model;
    private final TokenCounter counter;

    private int[] ends = new int[16];
    private long[] costs = new long[16];
    private int blocks;

    /// @param text in UTF-8
    TextSample(byte[] text, int length, ModelVocabulary model, TokenCounter counter) {
        this.text = text;
        this.length = length;
        this.model = model;
        this.counter = counter;
    }

    /// @param random where to look; only asked for texts of more than 8 KB
    long tokens(RandomGenerator random) {
        cut();
        if (length == 0) {
            return 0;
        }
        if (counter.count(model.vocabulary(), "").isEmpty()) {
            return byClasses();
        }
        int draws = LEAST_BLOCKS + length / BYTES_PER_BLOCK_MORE;
        return blocks <= draws ? all() : sampled(draws, random);
    }

    private void cut() {
        ends = new int[length / BLOCK_BYTES + 1];
        costs = new long[ends.length];
        var tokens = new TextTokens(model.vocabulary());
        int from = 0;
        while (from < length) {
            int to = blockEnd(from);
            tokens.addPlain(text, from, to);
            ends[blocks] = to;
            costs[blocks] = tokens.thousandths() + to;
            blocks++;
            from = to;
        }
    }

    private int blockEnd(int from) {
        if (length - from <= BLOCK_BYTES) {
            return length;
        }
        int to = from + BLOCK_BYTES;
        while (to < length && (text[to] & 0xC0) == 0x80) {
            to++;
        }
        return to;
    }

    private long byClasses() {
        return Math.ceilDiv(costs[blocks - 1] * model.percent() / 100, TokenCosts.TOKEN);
    }

    private long all() {
        long hundredths = 0;
        for (int block = 0; block < blocks; block++) {
            hundredths += count(block);
        }
        return Math.ceilDiv(hundredths, 100);
    }

    private long sampled(int draws, RandomGenerator random) {
        double whole = costs[blocks - 1];
        double sum = 0;
        double squares = 0;
        double most = 1;
        int last = -1;
        double share = 0;
        for (int draw = 0; draw < draws; draw++) {
            long at = (long) ((draw + random.nextDouble()) * whole / draws);
            int block = blockAt(at);
            if (block != last) {
                share = count(block) * (TokenCosts.TOKEN / 100.0) / cost(block);
                last = block;
            }
            sum += share;
            squares += share * share;
            most = Math.max(most, share);
        }
        int seen = draws + IMAGINED;
        double mean = (sum + IMAGINED * most) / seen;
        double variance = (squares + IMAGINED * most * most) / seen - mean * mean;
        double margin = SURENESS * Math.sqrt(Math.max(0, variance) / seen);
        return (long) Math.ceil((mean + margin) * whole / TokenCosts.TOKEN);
    }

    private int blockAt(long cost) {
        int found = Arrays.binarySearch(costs, 0, blocks, cost);
        return Math.min(blocks - 1, found >= 0 ? found + 1 : -found - 1);
    }

    private long cost(int block) {
        return block == 0 ? costs[0] : costs[block] - costs[block - 1];
    }

    private long count(int block) {
        int from = block == 0 ? 0 : ends[block - 1];
        var words = new String(text, from, ends[block] - from, StandardCharsets.UTF_8);
        return model.hundredths(counter, words).orElse(0);
    }
}
