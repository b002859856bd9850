package dev.airelay.dialect;

import dev.airelay.usage.Uses;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/// What a report says of things that are paid by use, and of the tier that served it.
///
/// Names and sources: `docs/dialects/usage.md`, "Uses" and "Tiers".
final class ReportedUses {
    private static final String REQUESTS = "_requests";
    private static final String CALLS = "_calls";

    /// What a vendor's use is called here, where that is not its own name.
    private static final Map<String, String> CALLED =
            Map.of("code_interpreter", "code_execution", "image_generation", "image");

    private static final Map<String, String> FIGURES =
            Map.of(
                    "num_search_queries", "web_search",
                    "plugins.search.count", "web_search",
                    "num_sources_used", "source",
                    "generated_images", "image",
                    "seconds", "audio_second",
                    "prompt_audio_seconds", "audio_second");

    /// The upstream's own price for the answer, where it tells one: recorded, not charged.
    private static final Map<String, BigDecimal> COSTS =
            Map.of(
                    "cost", new BigDecimal(1_000_000_000),
                    "cost.total_cost", new BigDecimal(1_000_000_000),
                    "cost_in_usd_ticks", new BigDecimal("0.1"));

    private static final String UPSTREAM_COST = "upstream_cost_nanos";

    private ReportedUses() {}

    static Uses of(UsageFigures told) {
        var counts = new TreeMap<String, Long>();
        for (String path : told.all().keySet()) {
            String use = use(path);
            if (!use.isEmpty()) {
                note(counts, use, told.at(path));
            }
            BigDecimal unit = COSTS.get(path);
            if (unit != null) {
                note(counts, UPSTREAM_COST, UsageFigures.read(told.word(path), unit));
            }
        }
        return counts.isEmpty() ? Uses.NONE : new Uses(counts);
    }

    private static void note(Map<String, Long> counts, String use, long count) {
        if (count > 0) {
            counts.merge(use, count, Math::max);
        }
    }

    private static String use(String path) {
        String known = FIGURES.getOrDefault(path, "");
        if (!known.isEmpty()) {
            return known;
        }
        String name =
                path.startsWith("server_tool_use.") && path.endsWith(REQUESTS)
                        ? path.substring(16, path.length() - REQUESTS.length())
                        : path.startsWith("server_side_tool_usage_details.") && path.endsWith(CALLS)
                                ? path.substring(31, path.length() - CALLS.length())
                                : "";
        return CALLED.getOrDefault(name, isName(name) ? name : "");
    }

    private static boolean isName(String name) {
        return name.length() <= 32
                && name.chars().allMatch(c -> c == '_' || (c >= 'a' && c <= 'z'));
    }

    /// @param service what the answer itself calls its tier; empty when it does not
    static String tier(UsageFigures told, String service) {
        String tier = service.isEmpty() ? told.word("service_tier") : service;
        String speed = told.word("speed");
        String place = told.word("inference_geo");
        var special = new StringBuilder();
        if (!tier.equals("standard") && !tier.equals("default")) {
            special.append(tier);
        }
        if (!speed.equals("standard")) {
            append(special, speed);
        }
        if (!place.equals("global") && !place.equals("not_available")) {
            append(special, place);
        }
        return special.isEmpty() ? tier : special.toString();
    }

    private static void append(StringBuilder tiers, String tier) {
        if (!tier.isEmpty()) {
            tiers.append(tiers.isEmpty() ? "" : "+").append(tier);
        }
    }
}
