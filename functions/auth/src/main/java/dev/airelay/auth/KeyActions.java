package dev.airelay.auth;

import dev.airelay.access.OwnKeys;
import dev.airelay.access.OwnKeys.Changing;
import dev.airelay.access.OwnKeys.Making;
import dev.airelay.access.OwnKeys.Rotation;
import dev.airelay.access.OwnedKey;
import dev.airelay.access.OwnedKeyStore;
import dev.airelay.access.User;
import dev.airelay.failure.StaleRecordException;
import dev.airelay.identity.Members;
import dev.airelay.platform.api.ApiAnswer;
import dev.airelay.platform.api.ApiException;
import dev.airelay.platform.api.SessionCall;
import java.time.Duration;

/// What everybody does with their own keys. Never logs a key's text.
final class KeyActions {
    private static final int USUAL_LIMIT = 50;

    private final OwnKeys keys;
    private final Members members;

    KeyActions(OwnKeys keys, Members members) {
        this.keys = keys;
        this.members = members;
    }

    private User owner(SessionCall call) {
        return members.member(call.userId()).user();
    }

    ApiAnswer make(SessionCall call) {
        var fields = call.fields();
        var wanted = KeyFields.read(fields, owner(call), keys.now());
        fields.refuseProblems();
        return switch (keys.make(call.userId(), wanted, call.onceKey())) {
            case Making.Made(var issued) -> ApiAnswer.json(201, KeyView.issued(issued, keys.now()));
            case Making.MadeBefore(var id) ->
                    throw new ApiException(
                            409,
                            "key_exists",
                            "This request was made before, as key "
                                    + id
                                    + ". Its text was shown once; if it is lost, rotate the key.");
        };
    }

    /// Without the deleted ones, unless they are asked for.
    ApiAnswer list(SessionCall call) {
        var query = call.query();
        int limit = query.limit(OwnedKeyStore.MOST_LISTED, USUAL_LIMIT);
        var place = query.place();
        var project = query.text("project");
        boolean deleted = query.text("deleted").filter("true"::equals).isPresent();
        query.refuseProblems();
        var page = keys.list(call.userId(), place, limit);
        return call.page(
                page.keys().stream()
                        .filter(one -> one.deletion().isPresent() == deleted)
                        .filter(one ->
                                project.isEmpty()
                                        || project.get().equals(one.key().grant().project()))
                        .map(one -> KeyView.key(one, keys.now()))
                        .toList(),
                page.next());
    }

    ApiAnswer find(SessionCall call) {
        return keys.find(call.userId(), call.path("key"))
                .map(this::shown)
                .orElseThrow(ApiException::notFound);
    }

    private ApiAnswer shown(OwnedKey key) {
        return ApiAnswer.json(200, KeyView.key(key, keys.now()));
    }

    ApiAnswer change(SessionCall call) {
        var fields = call.fields();
        long version = fields.version(1);
        var wanted = KeyFields.read(fields, owner(call), keys.now());
        fields.refuseProblems();
        return answer(keys.change(call.userId(), call.path("key"), version, wanted));
    }

    private ApiAnswer answer(Changing change) {
        return switch (change) {
            case Changing.Changed(var key) -> shown(key);
            case Changing.Newer(var key) -> throw ApiException.newer(KeyView.key(key, keys.now()));
            case Changing.Unknown() -> throw ApiException.notFound();
        };
    }

    ApiAnswer delete(SessionCall call) {
        return answer(keys.delete(call.userId(), call.path("key")));
    }

    ApiAnswer restore(SessionCall call) {
        return answer(keys.restore(call.userId(), call.path("key")));
    }

    ApiAnswer rotate(SessionCall call) {
        var fields = call.fields();
        long overlap =
                fields.wholeNumber("overlapSeconds", 0, OwnKeys.LONGEST_OVERLAP.toSeconds())
                        .orElse(0L);
        fields.refuseProblems();
        try {
            var done = keys.rotate(call.userId(), call.path("key"), Duration.ofSeconds(overlap));
            return switch (done) {
                case Rotation.Rotated(var issued) ->
                        ApiAnswer.json(200, KeyView.issued(issued, keys.now()));
                case Rotation.Unknown() -> throw ApiException.notFound();
            };
        } catch (StaleRecordException e) {
            throw ApiException.newer(
                    keys.find(call.userId(), call.path("key"))
                            .map(key -> KeyView.key(key, keys.now()))
                            .orElseThrow(ApiException::notFound));
        }
    }
}
