package dev.airelay.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.airelay.json.JsonObject;
import dev.airelay.json.Splice;
import java.util.List;

/// Puts another model's name where the client wrote its own.
public final class ModelSplice {
    private ModelSplice() {}

    /// @return no splice when both names are the same
    public static List<Splice> of(JsonObject body, String asked, String sent) {
        if (asked.equals(sent)) {
            return List.of();
        }
        var place = body.member("model").orElseThrow();
        byte[] name = TextNode.valueOf(sent).toString().getBytes(UTF_8);
        return List.of(new Splice(place.from(), place.to(), name));
    }
}
