package dev.airelay.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.airelay.secret.Secret;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The only way of an upstream's words to a client: without the channel's keys, host and account,
/// anybody's keys, addresses, files and pages, and with the model under the name by which it was
/// asked for. Made for one attempt; safe for many threads.
///
/// What the client itself sent may be shown to it again, the channel's keys aside.
public final class Scrubber {
    private static final String STARS = "***";
    private static final Pattern CLEAN_BLANKS = Pattern.compile("\\s+");

    /// More of a text is not kept for those who run the relay.
    private static final int MOST_READ = 16 * 1024;

    /// So much is looked at behind what is shown, so that nothing is shown of what is cut through.
    private static final int MARGIN = 512;

    /// So many texts are looked for in the request; the rest is hidden.
    private static final int MOST_ECHOES = 16;

    /// Pages of a vendor's documentation, to which error messages refer.
    private static final Pattern MANUAL =
            Pattern.compile(
                    "https://(?:platform\\.(?:openai|claude|moonshot|kimi)\\.(?:com|ai)/docs"
                            + "|docs\\.(?:anthropic|claude|mistral|x|together|fireworks|bigmodel|z)\\.(?:com|ai|cn)"
                            + "|ai\\.google\\.dev|aka\\.ms|go\\.microsoft\\.com|learn\\.microsoft\\.com"
                            + "|console\\.groq\\.com/docs|openrouter\\.ai/docs|errors\\.pydantic\\.dev)"
                            + "(?![\\w.-]*@)(?:/[\\w./-]*)?");

    private final Supplier<KeyMask> keys;
    private final URI baseUrl;
    private final String asked;
    private final String sent;
    private final byte[] request;
    private final Map<String, Boolean> echoes = new ConcurrentHashMap<>();

    /// @param keys of the channel, asked for only when there is something to show
    /// @param baseUrl of the channel
    /// @param asked the model as the client named it
    /// @param sent the model as the upstream was asked for it
    /// @param request the client's body
    public Scrubber(
            Supplier<List<Secret>> keys, URI baseUrl, String asked, String sent, byte[] request) {
        this.keys = once(() -> new KeyMask(keys.get()));
        this.baseUrl = baseUrl;
        this.asked = asked;
        this.sent = sent;
        this.request = request;
    }

    /// Several threads may each make the same.
    private static Supplier<KeyMask> once(Supplier<KeyMask> mask) {
        var made = new AtomicReference<@Nullable KeyMask>();
        return () -> {
            KeyMask known = made.get();
            if (known == null) {
                known = mask.get();
                made.set(known);
            }
            return known;
        };
    }

    /// Whether a text stands in the client's request.
    boolean echoed(String text) {
        return echoes.size() < MOST_ECHOES
                ? echoes.computeIfAbsent(text, this::stands)
                : echoes.getOrDefault(text, false);
    }

    private boolean stands(String text) {
        String quoted = TextNode.valueOf(text).toString();
        String escaped = quoted.substring(1, quoted.length() - 1);
        return contains(text.getBytes(UTF_8))
                || (!escaped.equals(text) && contains(escaped.getBytes(UTF_8)));
    }

    /// For the client: on one line, at most so many characters, and empty for a page.
    String shown(String text, int most) {
        String read = cut(text, most + MARGIN);
        String renamed = renamed(Unescaping.seen(read));
        String bare = renamed(Unescaping.off(read));
        if (HtmlPages.isOne(renamed) || HtmlPages.isOne(bare)) {
            return "";
        }
        KeyMask mask = keys.get();
        boolean[] hidden = hidden(renamed, mask);
        boolean[] hiddenBare = bare.equals(renamed) ? hidden : hidden(bare, mask);
        boolean disguised = count(hiddenBare) > count(hidden);
        String shown = disguised ? starred(bare, hiddenBare) : starred(renamed, hidden);
        return cut(shown, most);
    }

    /// Whether a text of so many characters may be shown as it is, line ends included.
    boolean isClean(String text, int most) {
        return text.length() <= most
                && text.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')
                && shown(text, most).equals(CLEAN_BLANKS.matcher(text).replaceAll(" ").strip());
    }

    /// For those who run the relay: as it came, with its control characters made visible, and
    /// without the channel's keys.
    ///
    /// @param most how many characters of it
    public String forOperators(String text, int most) {
        String read = cut(text, MOST_READ);
        KeyMask mask = keys.get();
        boolean[] hidden = keysIn(read, mask);
        String bare = Unescaping.off(read);
        boolean[] hiddenBare = keysIn(bare, mask);
        boolean disguised = count(hiddenBare) > count(hidden);
        String starred = disguised ? starred(bare, hiddenBare) : starred(read, hidden);
        return cut(visible(starred), most);
    }

    private static boolean[] keysIn(String text, KeyMask mask) {
        boolean[] hidden = new boolean[text.length()];
        mask.mark(text, hidden);
        return hidden;
    }

    private boolean[] hidden(String text, KeyMask mask) {
        boolean[] hidden = new boolean[text.length()];
        SensitivePatterns.ADDRESSES.forEach(trace -> hide(text, trace, hidden));
        Matcher manual = MANUAL.matcher(text);
        while (manual.find()) {
            Arrays.fill(hidden, manual.start(), manual.end(), false);
        }
        SensitivePatterns.OTHERS.forEach(trace -> hide(text, trace, hidden));
        host(text, hidden);
        mask.mark(text, hidden);
        return hidden;
    }

    private void hide(String text, Pattern trace, boolean[] hidden) {
        Matcher found = trace.matcher(text);
        while (found.find()) {
            int group = Math.min(1, found.groupCount());
            String what = found.group(group);
            boolean mayBeSeen = what.equals(asked) || echoed(what);
            if (!mayBeSeen) {
                Arrays.fill(hidden, found.start(group), found.end(group), true);
            }
        }
    }

    private void host(String text, boolean[] hidden) {
        String host = baseUrl.getHost() == null ? "" : baseUrl.getHost().toLowerCase(Locale.ROOT);
        String lower = text.toLowerCase(Locale.ROOT);
        if (!host.isEmpty() && !echoed(host) && lower.length() == text.length()) {
            for (int at = lower.indexOf(host); at >= 0; at = lower.indexOf(host, at + 1)) {
                Arrays.fill(hidden, at, at + host.length(), true);
            }
        }
    }

    /// Under the name that the client knows.
    private String renamed(String text) {
        return sent.equals(asked) || sent.isEmpty()
                ? text
                : Pattern.compile("(?<![\\w])" + Pattern.quote(sent) + "(?![\\w])")
                        .matcher(text)
                        .replaceAll(Matcher.quoteReplacement(asked));
    }

    private static int count(boolean[] hidden) {
        int count = 0;
        for (boolean one : hidden) {
            count += one ? 1 : 0;
        }
        return count;
    }

    private static String starred(String text, boolean[] hidden) {
        var shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!hidden[i]) {
                shown.append(text.charAt(i));
            } else if (i == 0 || !hidden[i - 1]) {
                shown.append(STARS);
            }
        }
        return shown.toString();
    }

    private static String visible(String text) {
        var shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean odd = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
            if (!odd) {
                shown.append(c);
            } else {
                shown.append(
                        switch (c) {
                            case '\n' -> "\\n";
                            case '\r' -> "\\r";
                            case '\t' -> "\\t";
                            default -> String.format(Locale.ROOT, "\\u%04x", (int) c);
                        });
            }
        }
        return shown.toString();
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }

    /// By Knuth, Morris and Pratt, so that no request makes it slow.
    private boolean contains(byte[] part) {
        int[] back = new int[part.length + 1];
        for (int i = 1, same = 0; i < part.length; i++) {
            same = next(part, back, same, part[i]);
            back[i + 1] = same;
        }
        int same = 0;
        for (int at = 0; at < request.length && same < part.length; at++) {
            same = next(part, back, same, request[at]);
        }
        return same == part.length;
    }

    /// How much of the part has been seen once a byte follows so much of it.
    private static int next(byte[] part, int[] back, int seen, byte following) {
        int same = seen;
        while (same > 0 && part[same] != following) {
            same = back[same];
        }
        return part[same] == following ? same + 1 : 0;
    }
}
