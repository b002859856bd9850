package dev.airelay.verdict;

import java.util.List;
import java.util.regex.Pattern;

/// What in an upstream's words may lead to its account, its machines or a key: patterns, of which
/// each is rather too wide than too narrow. What a client sent itself is not hidden from it.
final class SensitivePatterns {
    private static final String ORGANISATION =
            "\\b(?:organi[sz]ation|org|account|tenant|workspace)";
    private static final String OWNER =
            "\\b(?:organi[sz]ation|org|project|account|tenant|subscription|workspace|team|customer|user|acct)";
    private static final String ID = "(?:[ _-]?(?:id|name|number|no|uuid))?[.#]?";

    private static final String TLD =
            "(?:com|net|org|io|ai|dev|app|cloud|internal|intranet|local|lan|corp|home|prod|stage|staging|server|localdomain|domain|kube|pod|node|consul|info|biz|xyz|site|online|top|edu|gov|mil|arpa|systems|network|services|solutions|ru|br|ca|au|it|es|nl|se|ch|kr|tw|hk|gg|cn|eu|de|fr|uk|us|co|jp|in|sg|cluster|svc|test|example|invalid|amazonaws|azure|host|tech|run|sh|me)";

    /// Addresses of pages and hosts.
    static final List<Pattern> ADDRESSES =
            List.of(
                    any("\\b[a-z][a-z0-9+.-]{1,20}://[^\\s\"'<>`\\\\]+"),
                    any(
                            "\\b(?:[a-z0-9_-]{1,63}\\.){1,8}"
                                    + TLD
                                    + "\\b(?:\\.?:\\d+)?(?:/[^\\s\"'<>`]*)?"));

    /// Everything else. In each the first group is what is hidden; the whole where there is none.
    static final List<Pattern> OTHERS =
            List.of(
                    // Stack traces, to their end.
                    any("Traceback \\(most recent call last\\).*"),
                    any("\\bFile \"[^\"]{0,200}\", line \\d+.*"),
                    any("\\bat [\\w.$<>]{1,200}\\([\\w.$ ]{1,100}(?::\\d+)?\\).*"),
                    // Addresses of every kind.
                    any("[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,8}"),
                    any(
                            "(?<![\\w.])(?:\\d{1,3}\\.){3}\\d{1,3}(?::\\d{1,5})?(?:/\\d{1,2})?(?![\\w.]?\\d)"),
                    any(
                            "(?<![\\w:.])\\[?(?:[0-9a-f]{1,4}:){3,7}(?:[0-9a-f]{1,4})?(?::[0-9a-f]{1,4}){0,7}(?:%\\w+)?\\]?(?::\\d{1,5})?(?![\\w:])"),
                    any(
                            "(?<![\\w:.])\\[?(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?::(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?(?:%\\w+)?\\]?(?::\\d{1,5})?(?![\\w:])"),
                    any(
                            "(?<![a-z0-9.-])(?=[a-z0-9.-]{0,80}[a-z])(?=[a-z0-9.-]{0,80}[-.\\d]|localhost:)[a-z0-9][a-z0-9.-]{0,80}+:\\d{2,5}\\b"),
                    // Files of a server.
                    any(
                            "(?<![\\w/.])/(?:usr|home|opt|var|app|apps|root|tmp|srv|data|mnt|etc|lib|workspace|sgl-workspace|vllm-workspace|code|src|models|proc|run|private|Users|Volumes)/[^\\s\"'<>`:,;)]*"),
                    any("\\b[a-z]:\\\\[^\\s\"'<>]+"),
                    any(
                            "(?<![\\w/.])/?(?:[\\w.@+-]{1,64}/){1,12}[\\w.@+-]{1,64}\\.(?:py|js|ts|go|rs|java|rb|so|cc?|cpp|cu|h|php|ex|sock|conf|ya?ml|env|pem|key)\\b"),
                    // Keys, whoever's.
                    any("\\b(?:bearer|basic)\\s+([\\w.~+/=*-]{6,})"),
                    any(
                            "\\b(?:sk|pk|rk|gsk|xai|nvapi|ghp|gho|ghs|glpat|pplx|tgp|csk)[-_][\\w*.…-]{5,}[\\w*…-]"),
                    any(
                            "\\b(?:ak|fw|hf|r8|key|token|secret|apikey|session|sess)[-_](?=[\\w-]*[\\d*])[\\w*-]{6,}"),
                    any(
                            "\\b(?:api[ _-]?key|access[ _-]?key|key|token|secret|password|passwd|authorization|credential|signature)s?[\"'`]?\\s*(?:provided)?\\s*[:=]\\s*[\"'`]?(?!\\d+\\b)([^\\s\"'`,;)}]{4,})"),
                    exact(
                            "\\bAIza[\\w-]{10,}|\\b(?:AKIA|ASIA|LTAI)\\w{10,}|\\beyJ[\\w-]{6,}(?:\\.[\\w-]*)*"),
                    any("\\b(?=\\w*\\d)(?=\\w*[a-z])\\w{32,}\\b"),
                    // Accounts.
                    any("\\borg[-_][\\w-]{3,}"),
                    any(
                            "\\b(?:proj|acct|acc|account|user|usr|team|tenant|workspace|wrkspc|ws|cus|sub|project|organi[sz]ation|customer|key|uid|id)[-_](?=[\\w-]*\\d)[\\w-]{4,}"),
                    any("\\barn:aws[^\\s\"'<>]*"),
                    any("(?<![\\w.-])\\d{12,20}(?![\\w.-])"),
                    any("\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b"),
                    any(ORGANISATION + ID + "\\s*[:=]\\s*[\"'`]?([^\\s\"'`,;)}]+)"),
                    any(
                            "\\b(?:in|for|of|by|on|from|to) (?:the )?(?:organi[sz]ation|org|account|workspace|tenant|project)\\s+(?!id\\b|settings\\b|limits?\\b|level\\b|billing\\b)([\\w.-]*\\w)"),
                    any(OWNER + ID + "\\s*[:=]\\s*[\"'`]?(?=[\\w.@-]*[\\d@_-])([\\w.@-]+)"),
                    any(OWNER + ID + "\\s*[:=]?\\s*[\"'`]([^\"'`]+)[\"'`]"),
                    any(OWNER + ID + "\\s+(?=[\\w.-]*[\\d_-]|[\\w-]+\\.\\w)([\\w.-]*\\w)"));

    private SensitivePatterns() {}

    private static Pattern any(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    private static Pattern exact(String regex) {
        return Pattern.compile(regex);
    }
}
