package dev.airelay.relaying;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A request with any spelling, oddity or absence of what bounds its cost.
///
/// @param path of the endpoint
/// @param body as JSON
record AnyRequest(String path, String body) {
    private static final List<String> PATHS =
            List.of("/v1/chat/completions", "/v1/completions", "/v1/responses", "/v1/messages");
    private static final List<String> MODELS = List.of("plain", "plain", "odd", "thinker");
    private static final List<String> ODD =
            List.of(
                    "16384.0",
                    "\"16384\"",
                    "-1",
                    "0",
                    "1e19",
                    "1e3",
                    "true",
                    "[]",
                    "{}",
                    "null",
                    "99999999999999999999",
                    "\"\"",
                    "1.5");
    private static final List<String> FOREIGN =
            List.of(
                    "max_tokens",
                    "max_completion_tokens",
                    "max_output_tokens",
                    "max_new_tokens",
                    "n_predict");

    static AnyRequest of(SplittableRandom random) {
        String path = one(random, PATHS);
        String model = one(random, MODELS);
        var members = new ArrayList<String>();
        members.add("\"model\":\"" + model + "\"");
        boolean streamed = random.nextInt(3) > 0;
        members.add("\"stream\":" + streamed);
        own(path, random).forEach(name -> members.add(limit(name, random)));
        if (random.nextInt(4) == 0) {
            String name = one(random, FOREIGN);
            if (members.stream().noneMatch(m -> m.startsWith("\"" + name + "\""))) {
                members.add(limit(name, random));
            }
        }
        if (random.nextInt(10) == 0) {
            members.add("\"options\":{" + limit("num_predict", random) + "}");
        }
        if (path.endsWith("completions") && random.nextInt(3) == 0) {
            members.add("\"n\":" + random.nextInt(1, 6));
        }
        if (path.equals("/v1/completions")) {
            if (random.nextInt(3) == 0) {
                members.add("\"best_of\":" + random.nextInt(1, 9));
            }
            members.add(
                    one(
                            random,
                            List.of(
                                    "\"prompt\":\"hi\"",
                                    "\"prompt\":[\"hi\",\"you\",\"there\"]",
                                    "\"prompt\":[[1,2],[3]]")));
        } else if (path.equals("/v1/responses")) {
            members.add("\"input\":\"hi\"");
        } else {
            members.add("\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]");
        }
        asks(path, random, members);
        return new AnyRequest(path, "{" + String.join(",", members) + "}");
    }

    private static void asks(String path, SplittableRandom random, List<String> members) {
        if (path.equals("/v1/messages")) {
            if (random.nextInt(4) == 0) {
                members.add("\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}");
            }
            if (random.nextInt(6) == 0) {
                members.add("\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024}");
            }
            if (random.nextInt(3) == 0) {
                String cap = random.nextBoolean() ? "" : ",\"max_uses\":" + number(random, 20);
                members.add(
                        "\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\""
                                + cap
                                + "}]");
            }
        } else if (path.equals("/v1/responses")) {
            if (random.nextInt(3) == 0) {
                members.add(
                        "\"tools\":[{\"type\":\"web_search\"},{\"type\":\"function\",\"name\":\"f\"}]");
            }
            if (random.nextInt(3) == 0) {
                members.add("\"max_tool_calls\":" + number(random, 20));
            }
            if (random.nextInt(6) == 0) {
                members.add("\"reasoning\":{\"effort\":\"high\"}");
            }
        } else if (random.nextInt(6) == 0) {
            members.add("\"reasoning_effort\":\"low\"");
        }
        if (random.nextInt(4) == 0) {
            members.add(
                    "\"service_tier\":\""
                            + one(random, List.of("auto", "default", "priority", "flex"))
                            + "\"");
        }
    }

    private static List<String> own(String path, SplittableRandom random) {
        List<String> all =
                switch (path) {
                    case "/v1/chat/completions" -> List.of("max_tokens", "max_completion_tokens");
                    case "/v1/responses" -> List.of("max_output_tokens");
                    default -> List.of("max_tokens");
                };
        return all.stream().filter(_ -> random.nextInt(3) > 0).toList();
    }

    private static String limit(String name, SplittableRandom random) {
        return "\"" + name + "\":" + number(random, random.nextInt(3) == 0 ? 40 : 25_000);
    }

    private static String number(SplittableRandom random, int most) {
        return random.nextInt(4) == 0
                ? one(random, ODD)
                : Integer.toString(random.nextInt(1, most));
    }

    private static <T> T one(SplittableRandom random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
