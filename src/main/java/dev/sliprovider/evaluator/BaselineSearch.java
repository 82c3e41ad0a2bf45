package dev.sliprovider.evaluator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.evaluation.StoredEvaluation;
import dev.sliprovider.evaluation.UndecodableException;
import dev.sliprovider.gate.Baseline;
import dev.sliprovider.gate.EvaluationIdentity;
import dev.sliprovider.gate.Gate;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.LiveBaseline;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.KeptEvaluation;
import dev.sliprovider.history.ServiceHistory;
import dev.sliprovider.slo.Comparison;
import dev.sliprovider.slo.PreviousEvaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the evaluations to compare with, in a history or a file.
 *
 * @param what to find
 * @param history if one is named
 * @param own the evaluation that is made: it is not compared with itself
 * @param live what was asked together with the values of the evaluation
 */
public record BaselineSearch(
        CompareWith what, Optional<ServiceHistory> history, EvaluationIdentity own, List<LiveBaseline> live)
        implements Gate.Baselines {

    private static final int SHOWN = 5;

    @Override
    public Baseline find(Comparison comparison) throws GateException {
        try {
            return switch (what) {
                case CompareWith.Given given -> new Baseline("file", List.of(given.evaluation()), List.of());
                case CompareWith.Id id -> of("id", id.id());
                case CompareWith.Pinned pinned ->
                    of(
                            "pinned",
                            history.orElseThrow()
                                    .pinned()
                                    .orElseThrow(() -> GateException.wrongInput("no evaluation is pinned; pin one with"
                                            + " \"history pin ID\", or leave out --compare-with")));
                case CompareWith.Live asked -> Baseline.live(live);
                case CompareWith.History all -> history.isEmpty() ? Baseline.NONE : newest(history.get(), comparison);
            };
        } catch (HistoryException e) {
            throw GateException.of(e);
        }
    }

    private Baseline newest(ServiceHistory directory, Comparison comparison) throws HistoryException, GateException {
        Optional<String> pinned = directory.pinned();
        if (pinned.isPresent()) {
            return of("pinned", pinned.get());
        }
        ServiceHistory.Found found = directory.newest(comparison, own.id(), own.time());
        var previous = new ArrayList<PreviousEvaluation>();
        for (KeptEvaluation kept : found.evaluations()) {
            previous.add(decoded(kept.stored(), "the history"));
        }
        return new Baseline("history", previous, shortened(found.skipped()));
    }

    private static List<String> shortened(List<String> skipped) {
        if (skipped.size() <= SHOWN) {
            return skipped;
        }
        var shown = new ArrayList<>(skipped.subList(0, SHOWN));
        shown.add("and " + (skipped.size() - SHOWN) + " more files of the history are skipped.");
        return shown;
    }

    private Baseline of(String kind, String id) throws HistoryException, GateException {
        if (id.equals(own.id())) {
            return new Baseline(
                    kind, List.of(), List.of("The evaluation " + id + " is this one: it is not compared with itself."));
        }
        Optional<KeptEvaluation> kept = history.orElseThrow().byId(id);
        if (kept.isEmpty()) {
            throw GateException.wrongInput("the history has no evaluation \"" + id + "\", or it is invalidated; "
                    + (kind.equals("pinned") ? "pin another, or unpin" : "\"history list\" shows which there are"));
        }
        return new Baseline(kind, List.of(decoded(kept.get().stored(), "the history")), List.of());
    }

    /**
     * Reads an evaluation that a user gives.
     *
     * @param place of the text, for messages
     * @param event Keptn's evaluation.finished
     * @throws GateException if it is no such event, or has no values
     */
    public static PreviousEvaluation given(String place, JsonNode event) throws GateException {
        if (!event.path("data").isObject()) {
            throw GateException.wrongInput(place
                    + " is no evaluation.finished event: it has no object \"data\"; make one with --report event=FILE");
        }
        var stored = new StoredEvaluation(event.path("id").asText(place), event.path("data"), false);
        PreviousEvaluation previous = decoded(stored, place);
        if (previous.values().isEmpty()) {
            throw GateException.wrongInput(place
                    + " has no values to compare with: data.evaluation.indicatorResults is missing or empty; name the"
                    + " event of an evaluation that took place");
        }
        return previous;
    }

    private static PreviousEvaluation decoded(StoredEvaluation stored, String place) throws GateException {
        try {
            PreviousEvaluation previous = stored.decode();
            if (previous.hasNullResult()) {
                throw new UndecodableException("an entry of data.evaluation.indicatorResults is null");
            }
            return previous;
        } catch (UndecodableException e) {
            throw GateException.wrongInput(
                    place + ": the evaluation \"" + stored.id() + "\" cannot be compared with: " + e.getMessage());
        }
    }
}
