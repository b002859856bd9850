package dev.airelay.relaying;

import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import java.time.Duration;

/// How an upstream answers requests that were made to be answered so.
enum Misdeed {
    TOO_LARGE_AS_HTML {
        @Override
        Script script(RelayWorld world, Order order) {
            return Script.answer(413, "text/html", "<html><h1>Request Too Large</h1></html>");
        }
    },
    PATH_AS_TEXT {
        @Override
        Script script(RelayWorld world, Order order) {
            return Script.answer(404, "text/plain", "no such path");
        }
    },
    UNKNOWN_STATUS {
        @Override
        Script script(RelayWorld world, Order order) {
            return Script.json(418, ERROR);
        }
    },
    UNKNOWN_WORDS {
        @Override
        Script script(RelayWorld world, Order order) {
            return order.streamed()
                    ? Script.stream("data: " + ERROR + "\n\n")
                    : Script.json(200, ERROR);
        }
    },
    POISONED_PROMPT {
        @Override
        Script script(RelayWorld world, Order order) {
            return Script.json(500, ERROR);
        }
    },
    OVERLOADING_PROMPT {
        @Override
        Script script(RelayWorld world, Order order) {
            return Script.json(503, ERROR);
        }
    },
    NONSENSE {
        @Override
        Script script(RelayWorld world, Order order) {
            return order.streamed()
                    ? Script.stream("data: {\"choices\":[{]\n\n")
                    : Script.json(200, "{\"choices\":[{]");
        }
    },
    HTML_AS_ANSWER {
        @Override
        Script script(RelayWorld world, Order order) {
            return Script.answer(200, "text/html", "<html>Welcome</html>");
        }
    },
    NOTHING {
        @Override
        Script script(RelayWorld world, Order order) {
            return order.streamed() ? Script.stream("") : Script.json(200, "");
        }
    },
    SLOW_PROMPT {
        @Override
        Script script(RelayWorld world, Order order) {
            Runnable silence = () -> world.pass(Duration.ofSeconds(order.streamed() ? 12 : 100));
            return order.streamed()
                    ? Script.stream(": ping\n\n").onEnd(silence)
                    : Script.json(200, order.answer()).onCall(silence);
        }
    },
    LONG_PROMPT {
        @Override
        Script script(RelayWorld world, Order order) {
            return order.good().onCall(() -> world.pass(Duration.ofSeconds(11)));
        }
    },
    CUT_SHORT {
        @Override
        Script script(RelayWorld world, Order order) {
            String begun = order.answer().substring(0, order.answer().length() / 2);
            return (order.streamed() ? Script.stream(begun) : Script.json(200, begun))
                    .thenFails(new UpstreamBroken(UpstreamBroken.How.CUT));
        }
    },
    FLAGGED {
        @Override
        Script script(RelayWorld world, Order order) {
            return Script.json(
                    403,
                    "{\"error\":{\"code\":403,\"message\":\"flagged\",\"metadata\":{\"reasons\":[\"violence\"],\"flagged_input\":\"x\"}}}");
        }
    },
    FORBIDDEN {
        @Override
        Script script(RelayWorld world, Order order) {
            return Script.json(403, ERROR);
        }
    },
    TOO_MANY {
        @Override
        Script script(RelayWorld world, Order order) {
            return Script.json(429, ERROR).header("retry-after", "60");
        }
    },
    NO_SUCH_MODEL {
        @Override
        Script script(RelayWorld world, Order order) {
            return Script.json(
                    404,
                    "{\"error\":{\"code\":\"model_not_found\",\"message\":\"no such model\"}}");
        }
    },
    REFUSED {
        @Override
        Script script(RelayWorld world, Order order) {
            return Script.json(
                    400,
                    "{\"error\":{\"code\":\"context_length_exceeded\",\"message\":\"too long\"}}");
        }
    };

    private static final String ERROR =
            "{\"error\":{\"type\":\"teapot_trouble\",\"code\":\"teapot_trouble\",\"message\":\"no\"}}";

    abstract Script script(RelayWorld world, Order order);
}
