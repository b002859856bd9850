package dev.airelay.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airelay.failure.StaleRecordException;
import dev.airelay.identity.Email;
import dev.airelay.identity.PolicyStore;
import dev.airelay.identity.Registering;
import dev.airelay.identity.Registering.Applicant;
import dev.airelay.identity.Registering.Outcome;
import dev.airelay.identity.Registering.Refusal;
import dev.airelay.identity.RegistrationPolicy;
import dev.airelay.identity.RegistrationPolicy.Mode;
import dev.airelay.platform.api.ApiAnswer;
import dev.airelay.platform.api.ApiException;
import dev.airelay.platform.api.Call;
import dev.airelay.platform.api.FieldProblem;
import dev.airelay.platform.api.Fields;
import dev.airelay.platform.api.Json;
import dev.airelay.platform.api.SessionCall;
import dev.airelay.secret.Secret;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;

/// Who may join, and joining.
final class RegistrationActions {
    private static final System.Logger LOG = System.getLogger(RegistrationActions.class.getName());
    static final int LONGEST_NAME = 100;
    private static final int MOST_DOMAINS = 100;
    private static final int USUAL_DAYS = 7;
    private static final int MOST_DAYS = 90;

    private final Registering registering;
    private final PolicyStore policies;

    RegistrationActions(Registering registering, PolicyStore policies) {
        this.registering = registering;
        this.policies = policies;
    }

    ApiAnswer register(Call call) {
        var fields = call.fields();
        var email = Email.parse(fields.requiredText("email"));
        if (email.isEmpty()) {
            fields.problem("email", "must be an e-mail address");
        }
        var name = name(fields);
        var password = Passwords.wanted(fields, "password");
        var setupCode = secret(fields, "setupCode");
        var invitation = secret(fields, "invitation");
        fields.refuseProblems();
        var applicant = new Applicant(email.orElseThrow(), name, password, setupCode, invitation);
        return switch (registering.register(applicant, call.clientAddress())) {
            case Outcome.Accepted() -> ApiAnswer.json(202, Json.object());
            case Outcome.Refused(var why) -> throw refusal(why);
            case Outcome.TooMany(var patience) ->
                    throw ApiException.tooMany(
                            "too_many_attempts",
                            "Too many registrations. Try again later.",
                            patience);
        };
    }

    static String name(Fields fields) {
        var name = fields.text("name").strip();
        if (name.length() > LONGEST_NAME) {
            fields.problem("name", FieldProblem.tooLong(LONGEST_NAME, "characters"));
        }
        return name;
    }

    private static Optional<Secret> secret(Fields fields, String name) {
        var text = fields.text(name).strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(new Secret(text));
    }

    private static ApiException refusal(Refusal why) {
        return switch (why) {
            case SETUP_REQUIRED ->
                    new ApiException(403, "setup_required", "The first user needs the setup code.");
            case SETUP_CODE_WRONG ->
                    new ApiException(
                            403, "setup_code_wrong", "The setup code is wrong, or was used.");
            case CLOSED -> new ApiException(403, "registration_closed", "Registration is closed.");
            case DOMAIN_NOT_ALLOWED ->
                    new ApiException(
                            403,
                            "email_domain_not_allowed",
                            "Registration is open to other e-mail domains only.");
            case INVITATION_WRONG ->
                    new ApiException(
                            403,
                            "invitation_wrong",
                            "Registration needs an invitation that has not been used.");
        };
    }

    ApiAnswer policy(SessionCall call) {
        return ApiAnswer.json(200, view(policies.registration()));
    }

    ApiAnswer setPolicy(SessionCall call) {
        var fields = call.fields();
        var mode =
                Arrays.stream(Mode.values())
                        .filter(one -> name(one).equals(fields.text("mode")))
                        .findAny();
        if (mode.isEmpty()) {
            fields.problem("mode", "must be open, invite, domain or closed");
        }
        var domains = new HashSet<String>();
        for (String domain : fields.texts("domains", MOST_DOMAINS)) {
            if (Email.parse("any@" + domain).isEmpty()) {
                fields.problem("domains", "must be names such as example.com");
            }
            domains.add(domain.strip().toLowerCase(Locale.ROOT));
        }
        long version = fields.version(0);
        fields.refuseProblems();
        try {
            var saved = policies.save(new RegistrationPolicy(mode.orElseThrow(), domains, version));
            LOG.log(Level.INFO, "{0} set registration to {1}", call.userId(), saved.mode());
            return ApiAnswer.json(200, view(saved));
        } catch (StaleRecordException e) {
            throw ApiException.newer(view(policies.registration()));
        }
    }

    private static ObjectNode view(RegistrationPolicy policy) {
        var view = Json.object().put("mode", name(policy.mode()));
        var domains = view.putArray("domains");
        policy.domains().stream().sorted().forEach(domains::add);
        return view.put("version", policy.revision());
    }

    private static String name(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    ApiAnswer invite(SessionCall call) {
        var fields = call.fields();
        long days = fields.wholeNumber("days", 1, MOST_DAYS).orElse((long) USUAL_DAYS);
        fields.refuseProblems();
        var code = registering.invite(call.userId(), Duration.ofDays(days));
        LOG.log(Level.INFO, "{0} made an invitation", call.userId());
        return ApiAnswer.json(
                201, Json.object().put("invitation", code.reveal()).put("days", days));
    }
}
