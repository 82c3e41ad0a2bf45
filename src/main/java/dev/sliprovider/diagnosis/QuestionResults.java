package dev.sliprovider.diagnosis;

import dev.sliprovider.diagnosis.QuestionResult.Found;
import dev.sliprovider.diagnosis.QuestionResult.Series;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The results of all questions about a query.
 *
 * @param byQuestion a question without an entry was not asked
 */
public record QuestionResults(Map<Question, QuestionResult> byQuestion) {

    /** Copies the map. */
    public QuestionResults {
        byQuestion = Map.copyOf(byQuestion);
    }

    /** @return the series, or nothing if it is not known whether there are any */
    Optional<List<Series>> series(Question question) {
        return switch (byQuestion.getOrDefault(question, new QuestionResult.Unknown())) {
            case Found(List<Series> series) -> Optional.of(series);
            case QuestionResult.Unknown unknown -> Optional.empty();
        };
    }

    /** @return whether it is certain that there are none */
    boolean isEmpty(Question question) {
        return series(question).map(List::isEmpty).orElse(false);
    }

    /** @return whether it is certain that there are some */
    boolean isPresent(Question question) {
        return series(question).map(series -> !series.isEmpty()).orElse(false);
    }

    /** @return the value of the first series, if there is one */
    OptionalDouble value(Question question) {
        return series(question).stream()
                .flatMap(List::stream)
                .mapToDouble(Series::value)
                .findFirst();
    }

    /** @return the value of the series that has this one label */
    OptionalDouble value(Question question, Statistic statistic) {
        return series(question).stream()
                .flatMap(List::stream)
                .filter(series -> series.only(Statistic.LABEL).equals(statistic.word()))
                .mapToDouble(Series::value)
                .findFirst();
    }

    /** @return the values of a label, in the order of the answer */
    List<String> labelValues(Question.LabelValues question) {
        return series(question).orElse(List.of()).stream()
                .map(series -> series.only(question.label()))
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
