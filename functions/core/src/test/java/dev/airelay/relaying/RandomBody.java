package dev.airelay.relaying;

import dev.airelay.dialect.Endpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Makes up request bodies, and writes down beside each what the upstream must get: the same text,
/// but for the two places that the relay may touch.
///
/// It knows nothing of the relay's code: both texts grow side by side, piece by piece.
final class RandomBody {
    /// What clients may ask for, and as what the upstream knows it.
    static final String ALIAS = "relay-alias";

    static final String SENT = "sent \"é\" model";
    private static final String SENT_JSON = "\"sent \\\"é\\\" model\"";
    private static final List<Endpoint> ENDPOINTS = List.of(Endpoint.values());
    private static final Set<Endpoint> ASKED_FOR_USAGE =
            Set.of(Endpoint.OPENAI_CHAT, Endpoint.OPENAI_COMPLETIONS);

    private final Random random;
    private final RandomJson json;
    private final boolean askForUsage;
    private final StringBuilder sent = new StringBuilder();
    private final StringBuilder expected = new StringBuilder();
    private boolean asked;

    private RandomBody(Random random, boolean askForUsage) {
        this.random = random;
        this.json = new RandomJson(random);
        this.askForUsage = askForUsage;
    }

    /// @param sent what the client sends
    /// @param expected what the upstream must get
    record Pair(Endpoint endpoint, boolean streamed, String sent, String expected) {}

    static Pair make(Random random) {
        Endpoint endpoint = ENDPOINTS.get(random.nextInt(ENDPOINTS.size()));
        boolean streamed = random.nextInt(3) > 0;
        var body = new RandomBody(random, streamed && ASKED_FOR_USAGE.contains(endpoint));
        body.write(streamed);
        return new Pair(endpoint, streamed, body.sent.toString(), body.expected.toString());
    }

    private void write(boolean streamed) {
        var members = new ArrayList<Runnable>();
        members.add(this::model);
        if (streamed) {
            members.add(() -> member("stream", "true"));
        } else if (random.nextBoolean()) {
            members.add(() -> member("stream", random.nextBoolean() ? "false" : "null"));
        }
        if (random.nextInt(3) > 0) {
            members.add(this::streamOptions);
        }
        for (String name : names()) {
            members.add(() -> member(name, json.value(4)));
        }
        Collections.shuffle(members, random);
        both(json.blank() + "{");
        for (int i = 0; i < members.size(); i++) {
            both((i == 0 ? "" : ",") + json.blank());
            members.get(i).run();
            both(json.blank());
        }
        if (askForUsage && !asked) {
            expected.append(",\"stream_options\":{\"include_usage\":true}");
        }
        both("}" + json.blank());
    }

    private List<String> names() {
        var names =
                new ArrayList<>(
                        List.of("messages", "input", "model_", "stream options", "é", "", "modes"));
        Collections.shuffle(names, random);
        return names.subList(0, random.nextInt(names.size()));
    }

    private void both(String text) {
        sent.append(text);
        expected.append(text);
    }

    private void name(String name) {
        both(json.string(name) + json.blank() + ":" + json.blank());
    }

    private void member(String name, String value) {
        name(name);
        both(value);
    }

    private void model() {
        name("model");
        if (random.nextBoolean()) {
            both(json.string("gpt-4o"));
        } else {
            sent.append(json.string(ALIAS));
            expected.append(SENT_JSON);
        }
    }

    private void streamOptions() {
        asked = true;
        name("stream_options");
        switch (random.nextInt(4)) {
            case 0 -> changed("null", "{\"include_usage\":true}");
            case 1 -> {
                String blank = json.blank();
                changed("{" + blank + "}", "{" + blank + "\"include_usage\":true}");
            }
            case 2 -> {
                String other = "{" + json.string("x") + ":" + json.value(2) + json.blank();
                changed(other + "}", other + ",\"include_usage\":true}");
            }
            default -> {
                String before = "{" + json.blank() + json.string("include_usage") + json.blank();
                String after = json.blank() + "}";
                String value = List.of("true", "false", "null").get(random.nextInt(3));
                changed(before + ":" + value + after, before + ":true" + after);
            }
        }
    }

    private void changed(String before, String after) {
        sent.append(before);
        expected.append(askForUsage ? after : before);
    }
}
