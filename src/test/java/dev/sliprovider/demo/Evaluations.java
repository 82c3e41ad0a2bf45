package dev.sliprovider.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Who answered what: every event that was triggered, and what was heard of it on the bus. */
final class Evaluations {

    private static final class Evaluation {

        private final int number;
        private final double sent = Screen.elapsed();
        private final List<String> started = new ArrayList<>();
        private final List<JsonNode> finished = new ArrayList<>();
        private double after;

        Evaluation(int number) {
            this.number = number;
        }

        boolean isUnderWayAt(String replica) {
            return finished.isEmpty() && started.contains(replica);
        }
    }

    private static final String ROW = "%3s  %8s  %-22s  %-11s  %7s  %s";

    private final Map<String, Evaluation> all = new LinkedHashMap<>();

    synchronized void triggered(String id) {
        all.put(id, new Evaluation(all.size() + 1));
    }

    /** An answer was on the bus. */
    synchronized void heard(JsonNode answer) {
        Evaluation evaluation = all.get(answer.path("triggeredid").asText());
        if (evaluation == null) {
            return;
        }
        if (answer.path("type").asText().endsWith(".started")) {
            evaluation.started.add(answer.path("source").asText());
        } else {
            evaluation.after = evaluation.finished.isEmpty() ? Screen.elapsed() - evaluation.sent : evaluation.after;
            evaluation.finished.add(answer);
        }
    }

    /** @return the numbers of what the replica has started and nobody has finished */
    synchronized List<Integer> underWay(String replica) {
        return all.values().stream()
                .filter(evaluation -> evaluation.isUnderWayAt(replica))
                .map(evaluation -> evaluation.number)
                .toList();
    }

    synchronized long triggered() {
        return all.size();
    }

    synchronized long finished() {
        return all.values().stream()
                .filter(evaluation -> !evaluation.finished.isEmpty())
                .count();
    }

    synchronized long duplicates() {
        return all.values().stream()
                .mapToLong(evaluation -> Math.max(0, evaluation.finished.size() - 1))
                .sum();
    }

    synchronized void table(String killed) {
        Screen.heading(ROW.formatted("#", "SENT", "STARTED BY", "FINISHED BY", "AFTER", "RESULT"));
        for (Evaluation evaluation : all.values()) {
            String answeredBy = evaluation.finished.stream()
                    .map(answer -> answer.path("source").asText())
                    .collect(Collectors.joining(", "));
            boolean again = evaluation.started.contains(killed) && !answeredBy.equals(killed);
            String after = "%.2f s".formatted(evaluation.after);
            Screen.line(ROW.formatted(
                    evaluation.number,
                    "%.1f s".formatted(evaluation.sent),
                    String.join(", ", evaluation.started),
                    Screen.colour(answeredBy.equals(killed) ? Screen.BLUE : Screen.CYAN, "%-11s".formatted(answeredBy)),
                    again ? Screen.colour(Screen.YELLOW, after) : after,
                    evaluation.finished.stream()
                                    .findFirst()
                                    .map(Evaluations::result)
                                    .orElse("no answer")
                            + (again ? Screen.colour(Screen.YELLOW, "  delivered again after the kill") : "")));
        }
    }

    /** One line about a finished event. */
    static String result(JsonNode finished) {
        var values = new ArrayList<String>();
        for (JsonNode value : finished.at("/data/get-sli/indicatorValues")) {
            String name = value.path("metric").asText();
            boolean success = value.path("success").asBoolean();
            values.add(
                    success
                            ? name + " " + round(value.path("value").asDouble())
                            : Screen.colour(Screen.RED, name + " has no value"));
        }
        return String.join(", ", values);
    }

    private static String round(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : "%.3g".formatted(value);
    }
}
