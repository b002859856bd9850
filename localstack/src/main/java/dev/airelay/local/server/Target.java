package dev.airelay.local.server;

/// What a request line asks for: a path, whether alone or behind a scheme and a host, or `*`.
///
/// Source: https://www.rfc-editor.org/rfc/rfc9112.html#section-3.2 (read 2026-11-27).
record Target(String path, String query) {
    static Target of(String method, String text) throws RefusedException {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) <= ' ' || text.charAt(at) > '~' || text.charAt(at) == '#') {
                throw RefusedException.malformed("The request target holds what no URL may.");
            }
        }
        if (text.equals("*") && method.equals("OPTIONS")) {
            return new Target("*", "");
        }
        String local = text.startsWith("/") ? text : behindHost(text);
        int mark = local.indexOf('?');
        return mark < 0
                ? new Target(local, "")
                : new Target(local.substring(0, mark), local.substring(mark + 1));
    }

    private static String behindHost(String text) throws RefusedException {
        if (!text.regionMatches(true, 0, "http://", 0, 7)
                && !text.regionMatches(true, 0, "https://", 0, 8)) {
            throw RefusedException.malformed("The request target is no path.");
        }
        int host = text.indexOf("//") + 2;
        int end = host;
        while (end < text.length() && "/?".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String rest = text.substring(end);
        return rest.startsWith("/") ? rest : "/" + rest;
    }
}
