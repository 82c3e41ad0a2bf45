package dev.sliprovider.diagnosis;

import dev.sliprovider.promql.LabelMatcher;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which label is the reason that no series matches, although the metric exists. */
record WrongLabels(SelectorQuestions ask, QuestionResults answers) {

    Optional<String> explain() {
        List<LabelMatcher> wrong =
                ask.askedMatchers().stream().filter(this::isWrong).toList();
        if (!wrong.isEmpty()) {
            return Optional.of(wrong.stream().map(this::noSuchValue).collect(Collectors.joining("; ")));
        }
        boolean areAllRight = ask.selector().matchers().size() > 1
                && ask.askedMatchers().stream().allMatch(this::isRight);
        return areAllRight ? Optional.of(notTogether()) : Optional.empty();
    }

    private boolean isWrong(LabelMatcher matcher) {
        if (isAlone(matcher)) {
            return true;
        }
        return SelectorQuestions.isEquality(matcher)
                ? answers.series(ask.values(matcher)).isPresent()
                        && !values(matcher).contains(matcher.value())
                : answers.isEmpty(ask.alone(matcher));
    }

    /** The only matcher of a metric that exists. */
    private boolean isAlone(LabelMatcher matcher) {
        return ask.selector().matchers().equals(List.of(matcher))
                && ask.selector().metric().isPresent()
                && answers.isPresent(ask.metric());
    }

    private boolean isRight(LabelMatcher matcher) {
        return SelectorQuestions.isEquality(matcher)
                ? values(matcher).contains(matcher.value())
                : answers.isPresent(ask.alone(matcher));
    }

    private List<String> values(LabelMatcher matcher) {
        return answers.labelValues(ask.values(matcher));
    }

    private String noSuchValue(LabelMatcher matcher) {
        return "no series of " + ask.selector().shownMetric() + " has " + DisplayText.query(Selector.written(matcher))
                + "; " + there(matcher);
    }

    private String there(LabelMatcher matcher) {
        String label = DisplayText.query(matcher.name());
        List<String> values = values(matcher);
        if (values.isEmpty()) {
            return answers.isEmpty(ask.values(matcher)) ? "none has the label " + label : "check the value";
        }
        return "the values of " + label + " are " + NearNames.valuesBeside(matcher.value(), values);
    }

    private String notTogether() {
        String all = ask.selector().matchers().stream()
                .map(Selector::written)
                .map(DisplayText::query)
                .collect(Collectors.joining(" and "));
        String others = ask.askedMatchers().stream()
                .filter(matcher -> !SelectorQuestions.isEquality(matcher)
                        && !values(matcher).isEmpty())
                .findFirst()
                .map(matcher -> ": with the other labels, " + there(matcher))
                .orElse("");
        return "no series of " + ask.selector().shownMetric() + " has " + all
                + " together, although each of them exists" + others;
    }
}
