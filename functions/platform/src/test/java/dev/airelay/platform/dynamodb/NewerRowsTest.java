package dev.airelay.platform.dynamodb;

import static dev.airelay.platform.dynamodb.NewerVersion.NEW;
import static dev.airelay.platform.dynamodb.NewerVersion.key;
import static dev.airelay.platform.dynamodb.NewerVersion.set;
import static dev.airelay.platform.dynamodb.NewerVersion.stored;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.airelay.access.KeyStoreContract;
import dev.airelay.catalog.Model;
import dev.airelay.money.Nanos;
import dev.airelay.pricing.Capacity;
import dev.airelay.pricing.Multiplier;
import dev.airelay.pricing.Price;
import dev.airelay.pricing.Rates;
import dev.airelay.pricing.Tier;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.ChannelStatus;
import dev.airelay.upstream.ChannelStoreContract;
import dev.airelay.upstream.Group;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Rows about routes and keys as a newer version leaves them, read and changed by this one.
final class NewerRowsTest {
    private static final Tables TABLES = LocalDynamo.freshTables();
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final DynamoChannelStore channels = new DynamoChannelStore(LocalDynamo::client, TABLES);
    private final DynamoGroupStore groups = new DynamoGroupStore(LocalDynamo::client, TABLES);
    private final DynamoModelStore models = new DynamoModelStore(LocalDynamo::client, TABLES);
    private final DynamoPriceStore prices = new DynamoPriceStore(LocalDynamo::client, TABLES);
    private final DynamoKeyStore keys = new DynamoKeyStore(LocalDynamo::client, TABLES);

    private Set<String> channelIds() {
        return channels.all().stream().map(Channel::id).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({"kind, GOPHER", "status, half_open", "base_url, 'no address'"})
    void aChannelOfAnUnknownKindOrStatusIsLeftOutAndTheOthersStay(String name, String value) {
        channels.save(ChannelStoreContract.channel("known-" + name));
        channels.save(ChannelStoreContract.channel("odd-" + name));
        set(TABLES.channels(), key("id", "odd-" + name), name, AttributeValue.fromS(value));

        Set<String> left = channelIds();

        assertEquals(
                Set.of(true, false),
                Set.of(left.contains("known-" + name), left.contains("odd-" + name)));
    }

    @Test
    void aChangeOfAChannelKeepsWhatANewerVersionPutBesideItAndInsideIt() {
        Channel saved = channels.save(ChannelStoreContract.channel("beside"));
        var row = key("id", "beside");
        set(TABLES.channels(), row, "region", NEW);
        var upstreamKey = new HashMap<>(stored(TABLES.channels(), row, "keys").l().getFirst().m());
        upstreamKey.put("quota", NEW);
        var inside = AttributeValue.fromL(List.of(AttributeValue.fromM(upstreamKey)));
        set(TABLES.channels(), row, "keys", inside);

        Channel read =
                channels.all().stream()
                        .filter(one -> one.id().equals("beside"))
                        .findFirst()
                        .orElseThrow();
        channels.save(read.withStatus(new ChannelStatus.Suspended("upstream_reset", NOON)));
        assertEquals(NEW, stored(TABLES.channels(), row, "region"));
        assertEquals(inside, stored(TABLES.channels(), row, "keys"));
        channels.save(read.withStatus(ChannelStatus.ENABLED).withRevision(saved.revision() + 1));

        var item =
                LocalDynamo.client()
                        .getItem(ask -> ask.tableName(TABLES.channels()).key(row))
                        .item();
        assertEquals("enabled", Objects.requireNonNull(item.get("status")).s());
        assertEquals(false, item.containsKey("suspended_for"));
        assertEquals("3", Objects.requireNonNull(item.get("revision")).n());
    }

    @Test
    void groupsAndModelsOfAnotherFormAreLeftOut() {
        groups.save(new Group("silver", "Silver", Map.of("c", 1), 0));
        groups.save(new Group("gold", "Gold", Map.of("c", 1), 0));
        set(TABLES.groups(), key("slug", "gold"), "members", NEW);
        models.save(new Model("fast", "big", List.of("small"), 0));
        models.save(new Model("slow", "big", List.of(), 0));
        set(TABLES.models(), key("name", "slow"), "fallbacks", NEW);

        assertEquals(List.of("silver"), groups.all().stream().map(Group::slug).toList());
        assertEquals(List.of("fast"), models.all().stream().map(Model::name).toList());
    }

    @Test
    void pricesOfAnotherFormAndRowsOfAnotherKindAreLeftOut() {
        prices.add(List.of(price("known"), price("odd")));
        prices.setMultiplier("gold", new Multiplier(900_000));
        prices.setMultiplier("odd", new Multiplier(900_000));
        var odd = key("id", "price/" + price("odd").version());
        set(TABLES.prices(), odd, "tiers", NEW);
        set(TABLES.prices(), key("id", "group/odd"), "multiplier_ppm", NEW);
        set(TABLES.prices(), key("id", "bundle/all"), "nanos", AttributeValue.fromN("1"));
        set(TABLES.prices(), key("id", "group/gold"), "from", NEW);
        prices.setMultiplier("gold", new Multiplier(800_000));

        var list = prices.read();

        assertEquals(List.of("known"), list.prices().stream().map(Price::model).toList());
        assertEquals(Map.of("gold", new Multiplier(800_000)), list.multipliers());
        assertEquals(NEW, stored(TABLES.prices(), key("id", "group/gold"), "from"));
    }

    private static Price price(String model) {
        var rates = new Rates(new Nanos(1), new Nanos(1), new Nanos(1), new Nanos(1), new Nanos(1));
        return new Price(
                "newer",
                model,
                NOON,
                List.of(new Tier(0, rates)),
                Nanos.ZERO,
                Map.of(),
                Map.of(),
                Capacity.UNKNOWN,
                "");
    }

    @ParameterizedTest
    @CsvSource({"keys, enabled", "keys, addresses", "users, enabled", "users, groups"})
    void aKeyWhoseRecordOrOwnerSaysWhatNobodyKnowsLetsNobodyIn(String table, String name) {
        String id = table + "-" + name;
        keys.save(KeyStoreContract.user(id));
        keys.save(KeyStoreContract.key(id, id));
        var row = table.equals("keys") ? key("hash", "hash-of-" + id) : key("id", id);
        set(TABLES.prefix() + table, row, name, NEW);

        assertEquals(Optional.empty(), keys.find("hash-of-" + id));
    }

    @Test
    void aChangeOfAUserKeepsWhatItDoesNotKnow() {
        var user = keys.save(KeyStoreContract.user("kept"));
        set(TABLES.users(), key("id", "kept"), "locale", NEW);

        keys.save(user);

        assertEquals(NEW, stored(TABLES.users(), key("id", "kept"), "locale"));
    }
}
