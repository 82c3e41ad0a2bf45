package dev.sliprovider.getsli;

import dev.sliprovider.diagnosis.NoValueExplanation;
import dev.sliprovider.diagnosis.NoValueQuestions;
import dev.sliprovider.diagnosis.QueryWithoutValue;
import dev.sliprovider.diagnosis.Question;
import dev.sliprovider.diagnosis.QuestionResult;
import dev.sliprovider.diagnosis.QuestionResults;
import dev.sliprovider.getsli.IndicatorQueries.Event;
import dev.sliprovider.prometheus.FollowUps;
import dev.sliprovider.prometheus.PrometheusClient;
import dev.sliprovider.prometheus.QueryResult;
import dev.sliprovider.prometheus.QueryResult.Sample;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Missing;
import dev.sliprovider.sli.Reason;
import dev.sliprovider.waiting.Deadline;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/**
 * Sends further queries to find out why queries have no value. All of them for one event are sent at once, their number is
 * bounded, and they use only a part of the remaining time of the event. If one fails, the message stays as it is.
 *
 * @param cases in the order of the request
 */
record CauseSearch(PrometheusClient prometheus, Event event, List<Case> cases) {

    /** Questions about all queries of one event. */
    private static final int MOST_QUESTIONS = 40;

    private static final Duration LONGEST = Duration.ofSeconds(5);
    /** The minimum time for a response. */
    private static final Duration SHORTEST = Duration.ofMillis(20);

    /**
     * @param window what the length or age of the window explains, a clause; may be empty
     * @param server that responded without a value
     */
    record Case(Missing missing, String window, QueryWithoutValue subject, String server) {

        /** Only a too short window can be changed by the evaluation. */
        private Missing explained(String cause) {
            return missing.explained(
                    missing.reason() == Reason.NO_DATA && !window.isEmpty() ? cause + ". Besides, " + window : cause);
        }

        private SequencedSet<Asked> questions() {
            return NoValueQuestions.of(subject).stream()
                    .map(question -> new Asked(server, question))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }

    private record Asked(String server, Question question) {}

    /** A case within the limit of the event. */
    private record Pursued(Case about, SequencedSet<Asked> questions) {}

    /** @return the explained values of the cases that could be explained */
    Uni<Map<IndicatorValue, IndicatorValue>> explained() {
        Duration time = event.deadline().left().dividedBy(2);
        if (time.compareTo(SHORTEST) < 0) {
            return Uni.createFrom().item(Map.of());
        }
        var asked = new LinkedHashSet<Asked>();
        List<Pursued> pursued = cases.stream()
                .map(each -> new Pursued(each, each.questions()))
                .filter(each -> fits(asked, each.questions()))
                .toList();
        var deadline = Deadline.in(time.compareTo(LONGEST) < 0 ? time : LONGEST);
        List<Uni<Map.Entry<Asked, QuestionResult>>> answers = asked.stream()
                .map(each -> answer(each, deadline).map(answer -> Map.entry(each, answer)))
                .toList();
        return Uni.join()
                .all(answers)
                .andFailFast()
                .map(known -> explained(
                        pursued, known.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
    }

    /** Either all questions about a case are asked, or none. */
    private static boolean fits(SequencedSet<Asked> asked, SequencedSet<Asked> more) {
        var together = new LinkedHashSet<>(asked);
        together.addAll(more);
        boolean fits = !more.isEmpty() && (together.size() <= MOST_QUESTIONS || asked.isEmpty());
        if (fits) {
            asked.addAll(more);
        }
        return fits;
    }

    private Uni<QuestionResult> answer(Asked asked, Deadline deadline) {
        FollowUps server = prometheus.followUps(event.endpoint(), asked.server(), deadline, event.share());
        Uni<QueryResult> result =
                switch (asked.question()) {
                    case Question.Query(var promql, var at) -> server.query(promql, at);
                    case Question.LabelValues(var label, var selector, var from, var to) ->
                        server.labelValues(label, selector, from, to);
                };
        return result.map(CauseSearch::answer);
    }

    /** What is not complete proves nothing. */
    static QuestionResult answer(QueryResult result) {
        return switch (result) {
            case QueryResult.Vector(List<Sample> samples, int series, List<String> warnings)
            when !result.isPartial() ->
                new QuestionResult.Found(
                        samples.stream().map(CauseSearch::series).toList());
            case QueryResult.Scalar(double value, List<String> warnings) ->
                new QuestionResult.Found(List.of(new QuestionResult.Series("", value)));
            case QueryResult.Vector incomplete -> new QuestionResult.Unknown();
            case QueryResult.Matrix matrix -> new QuestionResult.Unknown();
            case QueryResult.Text text -> new QuestionResult.Unknown();
            case QueryResult.Failed failed -> new QuestionResult.Unknown();
        };
    }

    private static QuestionResult.Series series(Sample sample) {
        return switch (sample) {
            case Sample.Float(String labels, double value) -> new QuestionResult.Series(labels, value);
            case Sample.Histogram(String labels) -> new QuestionResult.Series(labels, Double.NaN);
        };
    }

    private static Map<IndicatorValue, IndicatorValue> explained(
            List<Pursued> pursued, Map<Asked, QuestionResult> known) {
        var explained = new HashMap<IndicatorValue, IndicatorValue>();
        for (Pursued each : pursued) {
            Map<Question, QuestionResult> answers =
                    each.questions().stream().collect(Collectors.toMap(Asked::question, known::get));
            NoValueExplanation.of(each.about().subject(), new QuestionResults(answers))
                    .ifPresent(cause ->
                            explained.put(each.about().missing(), each.about().explained(cause)));
        }
        return explained;
    }
}
