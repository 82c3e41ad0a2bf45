package dev.sliprovider.real;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether the program names the cause of each missing value with this server, too. */
final class CauseChecks {

    /** The causes of more indicators are not looked for in one event. */
    private static final int AT_ONCE = 2;

    private static final Set<String> OTHER_VALUES = Set.of("one_sample", "sample_is_nan");

    private CauseChecks() {}

    /** An indicator, and what its message must say. */
    private record Expected(String indicator, String cause) {

        static Expected of(String line) {
            String[] cells = line.strip().split(" *\\| ", 2);
            return new Expected(cells[0], cells[1]);
        }

        boolean isSaid(Map<String, JsonNode> entries) {
            JsonNode entry = entries.get(indicator);
            return !entry.path("success").asBoolean()
                    && entry.path("message").asText().replace(Thanos.LABEL, "").contains(cause);
        }
    }

    /** What is no cause with this server. */
    private static boolean isOtherwise(RealServer server, Expected expected) {
        return switch (server) {
            case RealServer.Prometheus prometheus -> false;
            // Its rate also reads the last sample before the range, and its import drops samples that are NaN.
            case RealServer.VictoriaMetrics victoria -> OTHER_VALUES.contains(expected.indicator());
            // Its resets(…) is always 0, because it has adjusted the samples before.
            case Thanos thanos -> expected.cause().contains("restarted in the range");
        };
    }

    static void causes(Subject subject) throws Exception {
        List<Expected> all = PreparedCauses.EXPECTED
                .lines()
                .map(Expected::of)
                .filter(expected -> !isOtherwise(subject.server(), expected))
                .toList();
        List<String> names = all.stream().map(Expected::indicator).distinct().toList();
        var entries = new HashMap<String, JsonNode>();
        for (int i = 0; i < names.size(); i += AT_ONCE) {
            entries.putAll(subject.known("why", names.subList(i, Math.min(names.size(), i + AT_ONCE))));
        }
        List<String> wrong = all.stream()
                .filter(expected -> !expected.isSaid(entries))
                .map(expected -> expected + "\n      but: " + entries.get(expected.indicator()))
                .toList();
        if (!wrong.isEmpty()) {
            throw new AssertionError(
                    wrong.size() + " of " + all.size() + " causes:\n    " + String.join("\n    ", wrong));
        }
    }
}
