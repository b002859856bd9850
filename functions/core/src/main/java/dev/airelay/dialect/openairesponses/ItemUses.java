package dev.airelay.dialect.openairesponses;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.dialect.MemberName;
import dev.airelay.json.JsonScan;
import dev.airelay.usage.Uses;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Counts the items of a response that are paid by use.
///
/// A web search is paid when it searches, not when it opens what it found; code is paid by the
/// container it runs in. Sources: copies of
/// https://developers.openai.com/api/docs/guides/tools-web-search ("Search actions incur a tool
/// call cost", read 2026-11-27); for containers
/// https://platform.openai.com/docs/pricing#built-in-tools, which was not read.
final class ItemUses {
    private static final String SEARCH = "web_search";
    private static final String CODE = "code_execution";
    private static final byte[] CODE_CALL = "code_interpreter_call".getBytes(UTF_8);
    private static final byte[] SEARCH_CALL = "web_search_call".getBytes(UTF_8);
    private static final byte[] FILE_CALL = "file_search_call".getBytes(UTF_8);
    private static final byte[] IMAGE_CALL = "image_generation_call".getBytes(UTF_8);
    private static final byte[][] LOOKS = {
        "open_page".getBytes(UTF_8), "find_in_page".getBytes(UTF_8), "find".getBytes(UTF_8),
    };

    private final Set<String> containers = new HashSet<>();
    private Uses sum = Uses.NONE;
    private int depthOfItems;
    private boolean action;
    private int searches;
    private int files;
    private int images;
    private int codes;

    /// The next frame.
    void begin() {
        searches = files = images = codes = 0;
        depthOfItems = 0;
    }

    void member(MemberName word, byte[] json, int valueFrom, int depth) {
        if (depth == 1) {
            depthOfItems =
                    switch (word) {
                        case ITEM -> 2;
                        case OUTPUT -> 3;
                        case RESPONSE -> 4;
                        default -> 0;
                    };
        } else if (depth == depthOfItems) {
            action = word == MemberName.ACTION;
            if (word == MemberName.TYPE) {
                item(json, valueFrom);
            } else if (word == MemberName.CONTAINER_ID) {
                int length = JsonScan.stringLength(json, valueFrom, json.length);
                containers.add(new String(json, valueFrom + 1, length, UTF_8));
            }
        } else if (action && word == MemberName.TYPE && depth == depthOfItems + 1) {
            for (byte[] look : LOOKS) {
                searches -= JsonScan.isString(json, valueFrom, look) ? 1 : 0;
            }
        }
    }

    private void item(byte[] json, int valueFrom) {
        searches += JsonScan.isString(json, valueFrom, SEARCH_CALL) ? 1 : 0;
        files += JsonScan.isString(json, valueFrom, FILE_CALL) ? 1 : 0;
        images += JsonScan.isString(json, valueFrom, IMAGE_CALL) ? 1 : 0;
        codes += JsonScan.isString(json, valueFrom, CODE_CALL) ? 1 : 0;
    }

    /// The frame in hand had one item that has ended.
    void add() {
        sum = sum.plus(here());
    }

    /// The frame in hand had all items.
    void replace() {
        sum = larger(sum, here());
    }

    private Uses here() {
        return Uses.of(SEARCH, searches)
                .plus(Uses.of("file_search", files))
                .plus(Uses.of("image", images))
                .plus(Uses.of(CODE, codes));
    }

    /// What items and a report say together: both count the same uses.
    Uses beside(Uses reported) {
        long ran = sum.count(CODE);
        Uses items =
                ran > 0 && !containers.isEmpty()
                        ? larger(without(sum, CODE), Uses.of(CODE, containers.size()))
                        : sum;
        return larger(reported, items);
    }

    private static Uses without(Uses uses, String use) {
        var rest = new TreeMap<>(uses.counts());
        rest.remove(use);
        return new Uses(rest);
    }

    private static Uses larger(Uses one, Uses other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        Map<String, Long> most = new TreeMap<>(one.counts());
        other.counts().forEach((use, count) -> most.merge(use, count, Math::max));
        return new Uses(most);
    }
}
