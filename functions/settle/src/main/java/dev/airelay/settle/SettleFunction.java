package dev.airelay.settle;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import dev.airelay.account.Charge;
import dev.airelay.folding.DeadLetters;
import dev.airelay.folding.Fold;
import dev.airelay.platform.telemetry.JsonLines;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes batches of the usage table's stream, for the managed Java runtime.
///
/// A batch that fails as a whole is given again by the event source; what was booked of it then is
/// not booked again
/// (https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html, read
/// 2026-11-21). A row that is no usage record goes to the dead letters at once, since the source
/// would give it again until it expires and hold everything behind it.
public final class SettleFunction implements RequestHandler<DynamodbEvent, @Nullable Void> {
    private static final System.Logger LOG = System.getLogger(SettleFunction.class.getName());
    private static final String REMOVED = "REMOVE";

    private final Fold fold;
    private final DeadLetters deadLetters;

    /// What Lambda calls; reads the environment.
    public SettleFunction() {
        this(start());
    }

    private SettleFunction(SettleWiring wiring) {
        this(wiring.fold(), wiring.deadLetters());
    }

    public SettleFunction(Fold fold, DeadLetters deadLetters) {
        this.fold = fold;
        this.deadLetters = deadLetters;
    }

    /// Everything over the stores that the environment names.
    static SettleWiring start() {
        JsonLines.install(java.util.logging.Level.INFO);
        return new SettleWiring(SettleSettings.read(System.getenv()));
    }

    @Override
    public @Nullable Void handleRequest(DynamodbEvent event, @Nullable Context context) {
        var charges = new ArrayList<Charge>();
        for (DynamodbStreamRecord record : records(event)) {
            if (!REMOVED.equals(record.getEventName())) {
                read(record, charges);
            }
        }
        fold.fold(charges);
        return null;
    }

    private static List<DynamodbStreamRecord> records(DynamodbEvent event) {
        List<DynamodbStreamRecord> records = event.getRecords();
        return records == null ? List.of() : records;
    }

    private void read(DynamodbStreamRecord record, List<Charge> charges) {
        try {
            UsageImage.charge(record.getDynamodb().getNewImage()).ifPresent(charges::add);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "stream record " + record.getEventID() + " cannot be read", e);
            deadLetters.bury(
                    record.getEventID(), String.valueOf(record.getDynamodb()), String.valueOf(e));
        }
    }
}
