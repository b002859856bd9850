package dev.airelay.platform.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.access.KeyStoreContract;
import dev.airelay.access.User;
import dev.airelay.account.Subscription;
import dev.airelay.account.SubscriptionStoreContract;
import dev.airelay.failure.StaleRecordException;
import dev.airelay.health.HealthSnapshot;
import dev.airelay.platform.dynamodb.LosingDynamo.Loss;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.ChannelStoreContract;
import dev.airelay.upstream.Group;
import dev.airelay.usage.UsageLogContract;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Writes whose answer is lost, so that the client asks again and meets what it has written.
final class LostAnswersTest {
    private static final Tables TABLES = LocalDynamo.freshTables();

    private LosingDynamo losing;

    @BeforeEach
    void open() throws IOException {
        losing = new LosingDynamo(LocalDynamo.uri());
    }

    @AfterEach
    void close() {
        assertTrue(losing.hasLost());
        losing.close();
    }

    private void loseNextAnswer() {
        losing.loseNextWrite(Loss.OF_THE_ANSWER, () -> {});
    }

    private DynamoGroupStore groups() {
        return new DynamoGroupStore(losing::client, TABLES);
    }

    private static Group group(String slug, String name) {
        return new Group(slug, name, Map.of("channel", 3), 0);
    }

    @Test
    void aFirstSaveIsDone() {
        loseNextAnswer();
        Group saved = groups().save(group("first", "First"));
        assertEquals(group("first", "First").withRevision(1), saved);
        assertTrue(groups().all().contains(saved));
    }

    @Test
    void aLaterSaveIsDone() {
        Group first = groups().save(group("later", "Later"));
        loseNextAnswer();
        Group changed = new Group("later", "Changed", Map.of(), first.revision());
        assertEquals(changed.withRevision(2), groups().save(changed));
    }

    @Test
    void aSaveWithSetsOfTextsIsDone() {
        var channels = new DynamoChannelStore(losing::client, TABLES);
        loseNextAnswer();
        Channel saved = channels.save(ChannelStoreContract.channel("sets"));
        assertEquals(1, saved.revision());
    }

    @Test
    void whatSomebodyElseHasSavedMeanwhileIsNotTakenForOnesOwn() {
        var direct = new DynamoGroupStore(LocalDynamo::client, TABLES);
        losing.loseNextWrite(Loss.OF_THE_REQUEST, () -> direct.save(group("contended", "Theirs")));
        assertThrows(StaleRecordException.class, () -> groups().save(group("contended", "Ours")));

        losing.loseNextWrite(
                Loss.OF_THE_REQUEST,
                () -> direct.save(new Group("contended", "Theirs again", Map.of("a", 1), 1)));
        assertThrows(
                StaleRecordException.class,
                () -> groups().save(new Group("contended", "Ours", Map.of(), 1)));
    }

    @Test
    void whatWasToBeRemovedAndIsStillThereIsNotOnesOwn() {
        var keys = new DynamoKeyStore(losing::client, TABLES);
        var direct = new DynamoKeyStore(LocalDynamo::client, TABLES);
        User user = direct.save(KeyStoreContract.user("groups"));
        User without =
                new User(
                        user.id(),
                        user.name(),
                        user.enabled(),
                        user.limits(),
                        Set.of(),
                        user.revision());
        losing.loseNextWrite(Loss.OF_THE_REQUEST, () -> direct.save(user));
        assertThrows(StaleRecordException.class, () -> keys.save(without));
    }

    @Test
    void aRemovalIsDone() {
        var subscriptions = new DynamoSubscriptionStore(losing::client, TABLES);
        Subscription saved =
                subscriptions.save(SubscriptionStoreContract.monthly("u", Instant.EPOCH));
        loseNextAnswer();
        subscriptions.remove(saved);
        assertTrue(subscriptions.find("u").isEmpty());
        assertThrows(StaleRecordException.class, () -> subscriptions.remove(saved));
    }

    @Test
    void aUsageRecordIsWrittenByThisCall() {
        var log = new DynamoUsageLog(losing::client, TABLES, Duration.ofDays(90));
        loseNextAnswer();
        assertTrue(log.write(UsageLogContract.usage("lost")));
        assertFalse(log.write(UsageLogContract.usage("lost")));
    }

    @Test
    void aNoteAboutAChannelIsSwapped() {
        var board = new DynamoBoard(losing::client, TABLES, InstantSource.system());
        loseNextAnswer();
        assertTrue(board.swap("c", "", "one"));
        loseNextAnswer();
        assertTrue(board.swap("c", "one", "two"));
        loseNextAnswer();
        assertTrue(board.swap("d", "", "one"));
        assertEquals(new HealthSnapshot(Map.of("c", "two", "d", "one")), board.healths());
    }
}
