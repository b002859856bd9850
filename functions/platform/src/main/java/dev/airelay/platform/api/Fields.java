package dev.airelay.platform.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airelay.money.Dollars;
import dev.airelay.money.Nanos;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the fields of a JSON body and remembers everything that is wrong with them, so that one
/// answer tells it all. Unknown fields are passed over; `null` counts as absent.
///
/// What it says about a field never repeats the value.
public final class Fields {
    private static final int MOST_DIGITS = 18;

    private final JsonNode body;
    private final Problems problems = new Problems();

    private Fields(JsonNode body) {
        this.body = body;
    }

    /// @throws ApiException 400 when the body is not a JSON object
    static Fields of(String text) {
        try {
            var body = Json.STRICT.readTree(text);
            if (body.isObject()) {
                return new Fields(body);
            }
        } catch (JsonProcessingException e) {
            throw new ApiException(400, "invalid_json", "The body is not valid JSON.");
        }
        throw new ApiException(400, "invalid_json", "The body must be a JSON object.");
    }

    /// Whether the body says anything about a field, `null` included.
    public boolean names(String name) {
        return body.has(name);
    }

    /// A truth; empty when it is absent.
    public Optional<Boolean> flag(String name) {
        if (body.hasNonNull(name) && !body.path(name).isBoolean()) {
            problem(name, FieldProblem.type("must be true or false"));
        }
        return body.path(name).isBoolean()
                ? Optional.of(body.path(name).booleanValue())
                : Optional.empty();
    }

    /// A whole number within bounds, which are included; empty when it is absent.
    public Optional<Long> wholeNumber(String name, long least, long most) {
        var value = body.path(name);
        if (!body.hasNonNull(name)) {
            return Optional.empty();
        }
        boolean fits =
                value.isIntegralNumber()
                        && value.canConvertToLong()
                        && value.longValue() >= least
                        && value.longValue() <= most;
        if (!fits) {
            problem(name, FieldProblem.range(least, most));
        }
        return fits ? Optional.of(value.longValue()) : Optional.empty();
    }

    /// Texts in the order in which they stand, none of them blank; empty when they are absent.
    public List<String> texts(String name, int most) {
        var texts = new ArrayList<String>();
        if (body.hasNonNull(name) && !body.path(name).isArray()) {
            problem(name, FieldProblem.type("must be a list of texts"));
        }
        for (JsonNode one : body.path(name)) {
            if (!one.isTextual() || one.textValue().isBlank()) {
                problem(name, FieldProblem.type("must be a list of texts, none of them empty"));
            }
            texts.add(one.asText());
        }
        if (texts.size() > most) {
            problem(name, FieldProblem.tooLong(most, "entries"));
        }
        return texts;
    }

    /// An object of whatever the client put into it; empty when it is absent.
    public Optional<ObjectNode> object(String name) {
        if (body.hasNonNull(name) && !body.path(name).isObject()) {
            problem(name, FieldProblem.type("must be an object"));
        }
        return body.path(name) instanceof ObjectNode object
                ? Optional.of(object)
                : Optional.empty();
    }

    /// `version`: the revision that a change is made on; must be there.
    ///
    /// @param least 0 where there may be none yet, else 1
    public long version(long least) {
        if (!body.hasNonNull("version")) {
            problem("version", FieldProblem.missing());
        }
        return wholeNumber("version", least, Long.MAX_VALUE).orElse(least);
    }

    /// A text; empty when it is absent.
    public String text(String name) {
        if (body.hasNonNull(name) && !body.path(name).isTextual()) {
            problem(name, FieldProblem.type("must be a text"));
        }
        return body.path(name).asText("");
    }

    /// A text that must be there and not be blank.
    public String requiredText(String name) {
        if (!body.hasNonNull(name)) {
            problem(name, FieldProblem.missing());
        }
        var text = text(name);
        if (text.isBlank()) {
            problem(name, "must not be empty");
        }
        return text;
    }

    /// A whole number within bounds, which are included; must be there.
    public int number(String name, int least, int most) {
        var value = body.path(name);
        if (!body.hasNonNull(name)) {
            problem(name, FieldProblem.missing());
        } else if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            problem(name, FieldProblem.range(least, most));
        }
        return value.isInt() ? value.intValue() : least;
    }

    /// An amount in US dollars, as a text or a number; must be there.
    public Nanos dollars(String name) {
        var value = body.path(name);
        if (!body.hasNonNull(name)) {
            problem(name, FieldProblem.missing());
            return Nanos.ZERO;
        }
        var amount = Dollars.parse(decimal(value));
        if (amount.isEmpty()) {
            problem(name, "must be a decimal number with at most 9 places");
        }
        return amount.orElse(Nanos.ZERO);
    }

    /// An amount above zero in billionths of a US dollar, as a text of digits, since JSON's numbers
    /// lose some; empty when it is absent.
    public Optional<Nanos> nanos(String name) {
        var text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.matches("[1-9][0-9]{0,17}")) {
            problem(name, "must be a text of at most 18 digits, above zero");
            return Optional.empty();
        }
        return Optional.of(new Nanos(Long.parseLong(text)));
    }

    private static String decimal(JsonNode value) {
        if (!value.isNumber()) {
            return value.isTextual() ? value.textValue() : "";
        }
        var number = value.decimalValue();
        // What goes beyond would only make a long text that is refused.
        return Math.abs(number.scale()) > MOST_DIGITS ? "" : number.toPlainString();
    }

    /// A moment in ISO 8601 with an offset, such as `2026-12-31T23:59:59Z`; empty when it is
    /// absent.
    public Optional<Instant> moment(String name) {
        var text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            problem(name, "must be a time such as 2026-12-31T23:59:59Z");
            return Optional.empty();
        }
    }

    /// Notes what is wrong with a field; of several things the first stays.
    public void problem(String name, FieldProblem what) {
        problems.note(name, what);
    }

    /// Notes something that no code tells but `invalid`.
    public void problem(String name, String what) {
        problem(name, FieldProblem.invalid(what));
    }

    /// @throws ApiException 400 naming every field that is missing or wrong
    public void refuseProblems() {
        problems.refuse();
    }
}
