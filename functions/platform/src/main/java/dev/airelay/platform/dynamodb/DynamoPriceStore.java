package dev.airelay.platform.dynamodb;

import dev.airelay.money.Nanos;
import dev.airelay.pricing.Capacity;
import dev.airelay.pricing.Multiplier;
import dev.airelay.pricing.Price;
import dev.airelay.pricing.PriceList;
import dev.airelay.pricing.PriceStore;
import dev.airelay.pricing.Rates;
import dev.airelay.pricing.Tier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Prices in DynamoDB: a row for each version, and one for each group that pays another part of
/// them. A few hundred rows, read as a whole and seldom.
public final class DynamoPriceStore implements PriceStore {
    private static final String GROUP = "group/";
    private static final String PRICE = "price/";

    private static final int AT_ONCE = 100;

    private final String table;
    private final Rows rows;
    private final Transactions transactions;
    private final RowReader<Entry> reader;

    /// What a row says.
    private sealed interface Entry {
        record OfModel(Price price) implements Entry {}

        record OfGroup(String group, Multiplier multiplier) implements Entry {}
    }

    /// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
    public DynamoPriceStore(Supplier<DynamoDbClient> dynamo, Tables tables) {
        this.table = tables.prices();
        this.rows = new Rows(dynamo, table, "id");
        this.transactions = new Transactions(dynamo, table);
        this.reader = new RowReader<>(table, "id", DynamoPriceStore::entry);
    }

    @Override
    public PriceList read() {
        var prices = new ArrayList<Price>();
        var multipliers = new HashMap<String, Multiplier>();
        for (Entry entry : reader.readable(rows.all())) {
            switch (entry) {
                case Entry.OfModel(Price price) -> prices.add(price);
                case Entry.OfGroup(String group, Multiplier multiplier) ->
                        multipliers.put(group, multiplier);
            }
        }
        return new PriceList(prices, multipliers);
    }

    private static Entry entry(Item row) {
        String id = row.text("id");
        if (id.startsWith(PRICE)) {
            return new Entry.OfModel(price(row));
        }
        if (id.startsWith(GROUP)) {
            return new Entry.OfGroup(
                    id.substring(GROUP.length()), new Multiplier(row.number("multiplier_ppm")));
        }
        throw row.unknown("id");
    }

    @Override
    public int add(List<Price> prices) {
        Set<String> known =
                read().prices().stream().map(Price::version).collect(Collectors.toSet());
        List<Price> fresh =
                prices.stream().filter(price -> !known.contains(price.version())).toList();
        int added = 0;
        for (int from = 0; from < fresh.size(); from += AT_ONCE) {
            added += put(fresh.subList(from, Math.min(from + AT_ONCE, fresh.size())));
        }
        return added;
    }

    /// All at once; one by one when somebody else has just added one of them.
    private int put(List<Price> prices) {
        List<TransactWriteItem> writes = prices.stream().map(this::write).toList();
        if (transactions.write(writes).isEmpty()) {
            return prices.size();
        }
        return (int) prices.stream().filter(price -> rows.putIfAbsent(row(price))).count();
    }

    private TransactWriteItem write(Price price) {
        return TransactWriteItem.builder()
                .put(
                        Put.builder()
                                .tableName(table)
                                .item(row(price).values())
                                .conditionExpression("attribute_not_exists(id)")
                                .build())
                .build();
    }

    @Override
    public void setMultiplier(String group, Multiplier multiplier) {
        Item row =
                Item.empty()
                        .text("id", GROUP + group)
                        .number("multiplier_ppm", multiplier.perMillion());
        boolean _ = rows.change(row, Change.between(Item.empty(), row, "id"));
    }

    private static Item row(Price price) {
        List<AttributeValue> tiers =
                price.tiers().stream()
                        .map(DynamoPriceStore::row)
                        .map(tier -> AttributeValue.fromM(tier.values()))
                        .toList();
        return Item.empty()
                .text("id", PRICE + price.version())
                .text("provider", price.provider())
                .text("model", price.model())
                .text("valid_from", price.validFrom().toString())
                .value("tiers", AttributeValue.fromL(tiers))
                .number("per_request_nanos", price.perRequest().value())
                .value("per_use_nanos", perUse(price))
                .value("service_tiers_ppm", serviceTiers(price))
                .number("context_tokens", price.capacity().contextTokens())
                .number("max_output_tokens", price.capacity().maxOutputTokens())
                .number("tokens_per_second", price.capacity().tokensPerSecond())
                .number("reasons", price.capacity().reasons() ? 1 : 0)
                .text("source", price.source());
    }

    private static AttributeValue perUse(Price price) {
        Item amounts = Item.empty();
        price.perUse().forEach((use, amount) -> amounts.number(use, amount.value()));
        return AttributeValue.fromM(amounts.values());
    }

    private static AttributeValue serviceTiers(Price price) {
        Item multipliers = Item.empty();
        price.serviceTiers()
                .forEach((tier, multiplier) -> multipliers.number(tier, multiplier.perMillion()));
        return AttributeValue.fromM(multipliers.values());
    }

    private static Item row(Tier tier) {
        Rates rates = tier.rates();
        return Item.empty()
                .number("above_input_tokens", tier.aboveInputTokens())
                .number("input_nanos_per_million", rates.input().value())
                .number("cache_read_nanos_per_million", rates.cacheRead().value())
                .number("cache_write_5m_nanos_per_million", rates.cacheWrite5m().value())
                .number("cache_write_1h_nanos_per_million", rates.cacheWrite1h().value())
                .number("output_nanos_per_million", rates.output().value());
    }

    private static Price price(Item row) {
        return new Price(
                row.text("provider"),
                row.text("model"),
                Instant.parse(row.text("valid_from")),
                row.list("tiers").stream().map(DynamoPriceStore::tier).toList(),
                row.nanos("per_request_nanos"),
                row.numbers("per_use_nanos").entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, use -> new Nanos(use.getValue()))),
                row.numbers("service_tiers_ppm").entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        tier -> new Multiplier(tier.getValue()))),
                new Capacity(
                        row.numberOrZero("context_tokens"),
                        row.numberOrZero("max_output_tokens"),
                        row.numberOrZero("tokens_per_second"),
                        row.numberOrZero("reasons") > 0),
                row.text("source"));
    }

    private static Tier tier(Item row) {
        return new Tier(
                row.number("above_input_tokens"),
                new Rates(
                        row.nanos("input_nanos_per_million"),
                        row.nanos("cache_read_nanos_per_million"),
                        row.nanos("cache_write_5m_nanos_per_million"),
                        row.nanos("cache_write_1h_nanos_per_million"),
                        row.nanos("output_nanos_per_million")));
    }
}
