package dev.airelay.verdict;

import java.util.regex.Pattern;

/// Tells pages that are meant for browsers from text. Tags that no page has (`<think>`, `<|end|>`)
/// are text.
final class HtmlPages {
    private static final Pattern TAG =
            Pattern.compile(
                    "<(?:!doctype|!--|\\?xml|/?(?:html|head|body|title|h[1-6]|p|div|span|script|style|center|hr|br|pre"
                            + "|a|b|i|img|table|t[rdh]|meta|link|iframe|svg|form|input|button|ul|li|font|strong|em))"
                            + "(?=[\\s/>])",
                    Pattern.CASE_INSENSITIVE);

    private HtmlPages() {}

    static boolean isOne(String text) {
        return TAG.matcher(text).find();
    }
}
