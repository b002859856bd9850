package dev.airelay.giftcards;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.giftcard.GiftCard.Status;
import dev.airelay.giftcard.GiftCardStore;
import dev.airelay.giftcard.GiftCardStore.Listing;
import dev.airelay.platform.api.ApiException;
import dev.airelay.platform.api.ApiRequest;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The query of a list: `limit`, `cursor`, `batch` and `state`.
final class ListQuery {
    private static final int USUAL_LIMIT = 50;

    private final Map<String, String> problems = new LinkedHashMap<>();

    private ListQuery() {}

    /// @throws ApiException 400 naming every parameter that cannot be understood
    static Listing read(ApiRequest request) {
        var query = new ListQuery();
        var listing =
                new Listing(
                        query.limit(request.parameter("limit")),
                        query.after(request.parameter("cursor")),
                        request.parameter("batch"),
                        request.parameter("state").flatMap(query::status));
        if (!query.problems.isEmpty()) {
            throw ApiException.badFields(query.problems);
        }
        return listing;
    }

    /// The cursor that leads to where a page ended; means nothing to clients.
    static String cursor(String next) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(next.getBytes(UTF_8));
    }

    private int limit(Optional<String> text) {
        int limit =
                text.filter(digits -> digits.matches("\\d{1,4}"))
                        .map(Integer::parseInt)
                        .orElse(text.isPresent() ? 0 : USUAL_LIMIT);
        if (limit < 1 || limit > GiftCardStore.MOST_LISTED) {
            problems.put("limit", "must be a whole number from 1 to " + GiftCardStore.MOST_LISTED);
        }
        return limit;
    }

    private String after(Optional<String> cursor) {
        try {
            return cursor.map(text -> new String(Base64.getUrlDecoder().decode(text), UTF_8))
                    .orElse("");
        } catch (IllegalArgumentException e) {
            problems.put("cursor", "must be the nextCursor of an earlier answer");
            return "";
        }
    }

    private Optional<Status> status(String name) {
        var status =
                Arrays.stream(Status.values())
                        .filter(one -> CardsView.name(one).equals(name))
                        .findAny();
        if (status.isEmpty()) {
            problems.put("state", "must be unused, used, disabled or expired");
        }
        return status;
    }
}
