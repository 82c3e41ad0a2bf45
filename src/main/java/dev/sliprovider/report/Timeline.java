package dev.sliprovider.report;

import dev.sliprovider.slo.Evaluation;
import dev.sliprovider.slo.ObjectiveResult;
import dev.sliprovider.slo.SliValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Evaluations of one service from the oldest to the present one, which is the last. */
record Timeline(List<Moment> moments) {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    /**
     * One evaluation.
     *
     * @param id of it; may be empty
     * @param label the build, else the end of the window in UTC, as Keptn's Bridge names it, else the time of the evaluation
     * @param isCompared whether the present one was compared with it
     * @param evaluation its result
     * @param results by name of indicator
     */
    record Moment(
            String id, String label, boolean isCompared, Evaluation evaluation, Map<String, ObjectiveResult> results) {

        Optional<ObjectiveResult> result(String sli) {
            return Optional.ofNullable(results.get(sli));
        }
    }

    /** @param earlier so many at most */
    static Timeline of(String id, Verdict verdict, List<PastEvaluation> newestFirst, int earlier) {
        var moments = new ArrayList<Moment>();
        List<String> compared = verdict.evaluation().details().comparedEvents();
        newestFirst.stream()
                .limit(earlier)
                .map(past -> new Moment(
                        past.id(),
                        label(past.evaluation(), MINUTE.format(past.time())),
                        compared.contains(past.id()),
                        past.evaluation(),
                        results(past.evaluation())))
                .forEach(moments::addFirst);
        Map<String, ObjectiveResult> results = new HashMap<>();
        verdict.lines().forEach(line -> results.putIfAbsent(line.wanted().sli(), line.result()));
        moments.add(new Moment(id, label(verdict.evaluation(), "this one"), false, verdict.evaluation(), results));
        return new Timeline(moments);
    }

    /** An earlier result names its indicator only in its value. */
    private static Map<String, ObjectiveResult> results(Evaluation evaluation) {
        Map<String, ObjectiveResult> results = new HashMap<>();
        evaluation.details().indicatorResults().orElse(List.of()).forEach(result -> result.value()
                .map(SliValue::metric)
                .ifPresent(name -> results.putIfAbsent(name, result)));
        return results;
    }

    private static String label(Evaluation evaluation, String otherwise) {
        String build = evaluation.labels().getOrDefault("buildId", "");
        return Escapes.shortened(
                build.isBlank() ? time(evaluation.details().timeEnd()).orElse(otherwise) : build, 18);
    }

    private static Optional<String> time(String text) {
        try {
            return Optional.of(MINUTE.format(Instant.parse(text)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    Moment present() {
        return moments.getLast();
    }

    boolean hasEarlier() {
        return moments.size() > 1;
    }

    /** @return all names of indicators, sorted */
    List<String> indicators() {
        var names = new TreeSet<String>();
        moments.forEach(moment -> names.addAll(moment.results().keySet()));
        return List.copyOf(names);
    }

    /** @return whether an evaluation that was compared with has a value of this indicator */
    boolean wasCompared(String sli) {
        return moments.stream()
                .filter(Moment::isCompared)
                .anyMatch(moment -> moment.result(sli).filter(Sign::hasValue).isPresent());
    }
}
