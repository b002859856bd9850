package dev.airelay.bench.environments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final long MS = 1_000_000;
    private static final Setting SETTING =
            new Setting(OptionalInt.of(512), OptionalInt.empty(), "");

    /// Twelve requests: the first takes so many milliseconds, the others 1 to 11.
    private static Run run(long first) {
        List<Sample> samples =
                IntStream.range(0, 12)
                        .mapToObj(i -> i == 0 ? first * MS : i * MS)
                        .map(nanos -> new Sample(nanos, nanos * 2, nanos * 3))
                        .toList();
        var life =
                new Life(
                        2_000 * MS,
                        3_000 * MS,
                        MS,
                        2 * MS,
                        100 << 20,
                        110 << 20,
                        120 << 20,
                        MS / 2);
        Map<Range, Map<String, Long>> calls =
                Map.of(
                        new Range(1, 1), Map.of("KMS.Decrypt", 1L),
                        new Range(2, 10), Map.of("DynamoDB.PutItem", 9L),
                        new Range(11, 12), Map.of("DynamoDB.PutItem", 3L));
        return new Run(SETTING, Case.FIRST, "limited", life, samples, calls);
    }

    private static void assertRow(String report, String wanted) {
        assertTrue(report.lines().toList().contains(wanted), wanted + " in " + report);
    }

    @Test
    void cpuIsTheMeanOfARangeAndTheMedianOfTheEnvironments() {
        String report = new Report(List.of(run(300), run(20), run(40)), 12).markdown();
        assertRow(report, "| 512 MB | – | – | chat | stream | 40.00 | 5.00 | 10.50 |");
    }

    @Test
    void firstBytesAreTheMedianOfARange() {
        Run run = run(7);
        assertEquals(10, run.median(new Range(2, 10), Sample::firstByte));
        assertEquals(14, run.median(new Range(1, 1), Sample::firstByte));
    }

    @Test
    void howCpuWasLimitedIsToldOnce() {
        String report = new Report(List.of(run(1), run(2)), 12).markdown();
        assertTrue(report.startsWith("CPU at 512 MB: limited.\n\n"), report);
    }

    @Test
    void livesAreMedians() {
        String report = new Report(List.of(run(1)), 12).markdown();
        assertRow(
                report, "| 512 MB | – | – | 2000 | 3000 | 1.00 | 2.00 | 100 | 110 | 120 | 0.50 |");
    }

    @Test
    void callsAreMeansOfAllEnvironments() {
        String report = new Report(List.of(run(1), run(2)), 12).markdown();
        assertRow(report, "| 512 MB | – | – | KMS.Decrypt | 1.00 | 0.00 | 0.00 |");
        assertRow(report, "| 512 MB | – | – | DynamoDB.PutItem | 0.00 | 1.00 | 1.50 |");
    }

    @Test
    void onlyFreshCallsAreARangesOwn() {
        assertEquals(
                Map.of("a", 2L, "c", 1L),
                MeasuredEnvironment.difference(
                        Map.of("a", 3L, "b", 1L, "c", 1L), Map.of("a", 1L, "b", 1L)));
    }

    @Test
    void servicesHaveTheNamesThatPeopleKnow() {
        assertEquals("DynamoDB.GetItem", AwsPorts.plain("DynamoDB_20120810.GetItem"));
        assertEquals("KMS.Decrypt", AwsPorts.plain("TrentService.Decrypt"));
        assertEquals(
                "SecretsManager.GetSecretValue", AwsPorts.plain("secretsmanager.GetSecretValue"));
    }
}
