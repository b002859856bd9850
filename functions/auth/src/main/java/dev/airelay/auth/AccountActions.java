package dev.airelay.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airelay.identity.Member;
import dev.airelay.identity.Members;
import dev.airelay.identity.Members.Changing;
import dev.airelay.identity.Members.PasswordChange;
import dev.airelay.platform.api.ApiAnswer;
import dev.airelay.platform.api.ApiException;
import dev.airelay.platform.api.SessionCall;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What everybody does with their own account.
final class AccountActions {
    private static final int LONGEST_PREFERENCES = 16 * 1024;

    private final Members members;

    AccountActions(Members members) {
        this.members = members;
    }

    ApiAnswer profile(SessionCall call) {
        return ApiAnswer.json(200, MemberView.profile(members.member(call.userId())));
    }

    /// What is absent stays, what is `null` goes, in `preferences` too.
    ApiAnswer change(SessionCall call) {
        var fields = call.fields();
        long version = fields.version(1);
        var name = RegistrationActions.name(fields);
        Optional<ObjectNode> preferences = fields.object("preferences");
        boolean named = fields.names("name");
        boolean preferred = fields.names("preferences");
        fields.refuseProblems();
        UnaryOperator<Member> change =
                member -> {
                    var changed = named ? member.withName(name) : member;
                    return preferred
                            ? changed.withPreferences(merged(member, preferences))
                            : changed;
                };
        return switch (members.change(call.userId(), version, change)) {
            case Changing.Changed(var member) -> ApiAnswer.json(200, MemberView.profile(member));
            case Changing.Newer(var member) -> throw ApiException.newer(MemberView.profile(member));
        };
    }

    private static String merged(Member member, Optional<ObjectNode> patch) {
        if (patch.isEmpty()) {
            return Member.NO_PREFERENCES;
        }
        var merged = ((ObjectNode) MemberView.preferences(member)).deepCopy();
        for (var one : patch.get().properties()) {
            JsonNode value = one.getValue();
            if (value.isNull()) {
                merged.remove(one.getKey());
            } else {
                merged.set(one.getKey(), value);
            }
        }
        var text = merged.toString();
        if (text.length() > LONGEST_PREFERENCES) {
            throw new ApiException(
                    413, "preferences_too_large", "Preferences may have 16 KiB at most.");
        }
        return text;
    }

    ApiAnswer changePassword(SessionCall call) {
        var fields = call.fields();
        var old = Passwords.known(fields, "currentPassword");
        var wanted = Passwords.wanted(fields, "newPassword");
        fields.refuseProblems();
        var done =
                members.changePassword(
                        call.userId(),
                        call.session().signInId(),
                        old,
                        wanted,
                        call.clientAddress());
        return switch (done) {
            case PasswordChange.Done() -> ApiAnswer.nothing();
            case PasswordChange.Wrong() ->
                    throw new ApiException(403, "wrong_password", "The current password is wrong.");
            case PasswordChange.TooMany(var patience) ->
                    throw ApiException.tooMany(
                            "too_many_attempts",
                            "Too many passwords were wrong. Try again later.",
                            patience);
        };
    }

    ApiAnswer sessions(SessionCall call) {
        var current = call.session().signInId();
        return call.page(
                members.signIns(call.userId()).stream()
                        .map(one -> MemberView.signIn(one, current))
                        .toList(),
                Optional.empty());
    }

    ApiAnswer end(SessionCall call) {
        if (!members.end(call.userId(), call.path("session"))) {
            throw ApiException.notFound();
        }
        return ApiAnswer.nothing();
    }

    /// All but the one that asks.
    ApiAnswer endOthers(SessionCall call) {
        members.endOthers(call.userId(), call.session().signInId());
        return ApiAnswer.nothing();
    }
}
