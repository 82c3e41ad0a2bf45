package dev.sliprovider.diagnosis;

import dev.sliprovider.diagnosis.Answer.Found;
import dev.sliprovider.diagnosis.Answer.Series;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What servers said.
 *
 * @param byQuestion a question without an entry was not asked
 */
public record Answers(Map<Question, Answer> byQuestion) {

    /** Copies the map. */
    public Answers {
        byQuestion = Map.copyOf(byQuestion);
    }

    /** @return the series, or nothing if it is not known whether there are any */
    Optional<List<Series>> series(Question question) {
        return switch (byQuestion.getOrDefault(question, new Answer.Unknown())) {
            case Found(List<Series> series) -> Optional.of(series);
            case Answer.Unknown unknown -> Optional.empty();
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
    OptionalDouble value(Question question, Facet facet) {
        return series(question).stream()
                .flatMap(List::stream)
                .filter(series -> series.only(Facet.LABEL).equals(facet.word()))
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
