package dev.airelay.relaying;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.contract.Race;
import dev.airelay.quota.FakeFunds;
import dev.airelay.quota.GatePorts;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What one balance pays for, however many ask at once and however much their upstream writes: no
/// more than it is. Holds with every gate.
public interface BalanceContract {
    int CLIENTS = 40;
    long DOLLAR = 1_000_000_000;

    /// A gate that holds nothing yet, and learns from these books what somebody owns.
    GatePorts gate(FakeFunds funds);

    /// How often so many clients share a balance.
    int rounds();

    /// How many requests each of them makes.
    int requests();

    private BalanceScene scene(long balance) {
        var funds = new FakeFunds();
        funds.balance("user", balance);
        return new BalanceScene(gate(funds), balance);
    }

    @Test
    default void aBalanceNeverEndsBelowZero() throws Exception {
        var ends = new TreeMap<String, Integer>();
        for (int round = 0; round < rounds(); round++) {
            var random = new SplittableRandom(20261127 + round);
            BalanceScene scene = scene(random.nextLong(DOLLAR / 20, 8 * DOLLAR));
            int seed = random.nextInt();
            Race.run(CLIENTS, client -> () -> askAll(scene, new SplittableRandom(seed + client)));
            scene.records()
                    .forEach(row ->
                            ends.merge(row.outcome() + "/" + row.failure(), 1, Integer::sum));
            scene.mustNotHaveOverspent("round " + round);
        }
        System.out.printf(
                "%s: %d requests, of which were admitted %s%n",
                getClass().getSimpleName(), rounds() * CLIENTS * requests(), ends);
        assertTrue(ends.getOrDefault("SUCCESS/none", 0) > rounds() * 10, ends::toString);
        assertTrue(ends.getOrDefault("REFUSED/out_of_funds", 0) > 0, ends::toString);
        assertTrue(ends.getOrDefault("CLIENT_LEFT/client_gone", 0) > 0, ends::toString);
    }

    private Integer askAll(BalanceScene scene, SplittableRandom random) {
        int answered = 0;
        for (int i = 0; i < requests(); i++) {
            int patience = random.nextInt(3) == 0 ? random.nextInt(8_000) : Integer.MAX_VALUE;
            answered += scene.ask(AnyRequest.of(random), patience) == 200 ? 1 : 0;
        }
        return answered;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    default void aDollarPaysForADollar(boolean streamed) throws Exception {
        BalanceScene scene = scene(DOLLAR);
        var unbounded =
                new AnyRequest(
                        Bodies.CHAT,
                        "{\"model\":\"odd\",\"stream\":" + streamed + ",\"messages\":[]}");
        Race.run(CLIENTS, _ -> () -> scene.ask(unbounded));
        scene.mustNotHaveOverspent("streamed " + streamed);
        assertTrue(scene.spent() > DOLLAR / 2, "most of it is spent: " + scene.spent());
    }
}
