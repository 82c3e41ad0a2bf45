package dev.sliprovider.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.evaluation.UndecodableException;
import dev.sliprovider.gate.Baseline;
import dev.sliprovider.gate.EvaluationIdentity;
import dev.sliprovider.gate.Gate;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.KeptEvaluation;
import dev.sliprovider.history.ServiceHistory;
import dev.sliprovider.sli.Timeframe;
import dev.sliprovider.slo.Comparison;
import dev.sliprovider.slo.PreviousEvaluation;
import dev.sliprovider.slo.SliValue;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Records evaluations of the past, each compared with those that the history has from before its time. */
final class SeededRecords implements PastEvaluations.Visitor {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final ServiceHistory history;
    private final boolean isDryRun;
    private final EarlierSteps notWritten = new EarlierSteps();
    private final Map<String, Integer> results = new TreeMap<>();
    private int withoutVerdict;
    private int withoutValues;

    SeededRecords(ServiceHistory history, boolean isDryRun) {
        this.history = history;
        this.isDryRun = isDryRun;
    }

    /** The same window always has the same id, so that it is recorded once. */
    static String idOf(Timeframe window) {
        return "seed-" + window.seconds() + "s-" + TIME.format(window.end());
    }

    @Override
    public String id(Timeframe window) {
        return idOf(window);
    }

    @Override
    public Gate.Baselines before(EvaluationIdentity subject) {
        return comparison -> isDryRun ? notWritten.find(comparison) : recorded(comparison, subject);
    }

    private Baseline recorded(Comparison comparison, EvaluationIdentity subject) throws GateException {
        try {
            ServiceHistory.Found found = history.before(comparison, subject.time());
            var previous = new ArrayList<PreviousEvaluation>();
            for (KeptEvaluation kept : found.evaluations()) {
                previous.add(kept.stored().decode());
            }
            return new Baseline("history", previous, found.skipped());
        } catch (HistoryException e) {
            throw GateException.of(e);
        } catch (UndecodableException e) {
            throw new IllegalStateException("the history has read this evaluation before", e);
        }
    }

    @Override
    public void evaluated(Timeframe window, Gate.Result result) throws GateException {
        if (!result.isJudged()) {
            withoutVerdict++;
        } else if (isWithoutValues(result)) {
            withoutValues++;
        } else {
            results.merge(result.kept().result(), 1, Integer::sum);
            keep(result);
        }
    }

    /** Nothing is known of a time without any value, so that nothing may be compared with it. */
    private static boolean isWithoutValues(Gate.Result result) {
        try {
            return result.kept().stored().decode().values().stream().noneMatch(SliValue::success);
        } catch (UndecodableException e) {
            throw new IllegalStateException("an evaluation of our own cannot be read", e);
        }
    }

    private void keep(Gate.Result result) throws GateException {
        notWritten.add(result);
        if (isDryRun) {
            return;
        }
        KeptEvaluation kept = result.kept();
        ObjectNode event = kept.event().deepCopy();
        event.withObject("/data/evaluation/gate").put("seeded", true);
        try {
            history.add(new KeptEvaluation(kept.id(), kept.time(), event));
        } catch (HistoryException e) {
            throw GateException.of(e);
        }
    }

    int recorded() {
        return results.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** @return how many had which result, in brackets */
    String results() {
        return results.isEmpty()
                ? ""
                : results.entrySet().stream()
                        .map(each -> each.getValue() + " " + each.getKey())
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    int withoutVerdict() {
        return withoutVerdict;
    }

    int withoutValues() {
        return withoutValues;
    }
}
