package dev.sliprovider.diagnosis;

import dev.sliprovider.sli.Timeframe;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/** Why a selector gives nothing at its moment. */
record MissingSeries(SelectorQuestions ask, QuestionResults answers) {

    private static final String ZERO = "; if \"no series\" means zero, write (… or vector(0))";
    /** Times are found in steps of a minute. */
    private static final Duration NEAR = Duration.ofMinutes(2);

    Optional<String> explain() {
        if (answers.isEmpty(ask.series())) {
            return isUnknownMetric()
                    ? Optional.of(unknownMetric())
                    : new WrongLabels(ask, answers).explain().map(why -> why + ZERO);
        }
        OptionalDouble samples = fact(Statistic.SAMPLES);
        if (samples.isPresent()) {
            return ask.needsTwoSamples() && samples.getAsDouble() < 2 ? Optional.of(oneSample()) : Optional.empty();
        }
        return outOfTime();
    }

    private boolean isUnknownMetric() {
        return ask.selector().metric().isPresent() && answers.isEmpty(ask.metric());
    }

    private String unknownMetric() {
        String name = ask.selector().metric().orElseThrow();
        String nearest = NearNames.of(name, answers.labelValues(ask.names()))
                .map(names -> "; the nearest names are " + names)
                .orElse("; check its name, and whether its target is scraped");
        return "the metric " + ask.selector().shownMetric() + " does not exist on this server" + nearest;
    }

    private OptionalDouble fact(Statistic statistic) {
        return ask.samples().map(question -> answers.value(question, statistic)).orElse(OptionalDouble.empty());
    }

    private String oneSample() {
        double range = ask.selector().range().orElseThrow();
        double inTen = fact(Statistic.IN_TEN_RANGES).orElse(1);
        String interval = inTen > 1
                ? "; its samples are about " + DisplayText.number(Math.round(range * 10 / inTen))
                        + " s apart, so write a range of" + " at least twice that"
                : begun().map(time -> "; it is the first one of these series, which begin at about "
                                + DisplayText.time(time) + ", or they have just ended")
                        .orElse("");
        return ask.selector().function() + " needs two samples, and "
                + ask.selector().shown() + " has only one in the range" + " of " + DisplayText.number(range) + " s"
                + before()
                + interval;
    }

    private Optional<Instant> begun() {
        return instant(answers.value(ask.past(), Statistic.FIRST));
    }

    /** The moment, if it is not the end of the window. */
    private String before() {
        Instant at = ask.selector().at();
        return at.equals(ask.window().end()) ? "" : " before " + DisplayText.time(at);
    }

    private static Optional<Instant> instant(OptionalDouble seconds) {
        return seconds.isPresent() && Math.abs(seconds.getAsDouble()) < 1e11
                ? Optional.of(Instant.ofEpochMilli((long) (seconds.getAsDouble() * 1000)))
                : Optional.empty();
    }

    /** The series exist, at another time. */
    private Optional<String> outOfTime() {
        Optional<Instant> last = instant(answers.value(ask.past(), Statistic.LAST));
        Optional<Instant> next = ask.future().flatMap(question -> instant(answers.value(question)));
        if (last.isPresent()) {
            return Optional.of(next.isPresent() ? gap(last.get(), next.get()) : ended(last.get()));
        }
        if (next.isPresent()) {
            return Optional.of(begins(next.get()));
        }
        return answers.isEmpty(ask.past()) ? Optional.of(farAway()) : Optional.empty();
    }

    private String gap(Instant last, Instant next) {
        return ask.selector().shown() + " has a gap: no samples between about " + DisplayText.time(last) + " and "
                + DisplayText.time(next)
                + ", and the query asks for " + DisplayText.time(ask.selector().at())
                + "; look at the target and at its scrapes in that time";
    }

    private String ended(Instant last) {
        Timeframe window = ask.window();
        boolean isBeforeWindow = last.isBefore(window.start()) && isAtEnd();
        return ask.selector().shown() + " ended: its last sample is of about " + DisplayText.time(last) + ", "
                + DisplayText.length(Duration.between(last, ask.selector().at())) + " before "
                + (isAtEnd()
                        ? "the end of the window"
                        : DisplayText.time(ask.selector().at()) + ", for which the query asks")
                + (isBeforeWindow ? ", so the whole window is after its data" : "")
                + "; look at the target and at its scrapes" + range(last);
    }

    /** A range that reaches the samples says so by itself; one that does not could be longer. */
    private String range(Instant last) {
        return ask.window().start().isBefore(last.plus(NEAR)) && isAtEnd()
                ? ", or write a range that covers the window, such as [$DURATION_SECONDS]"
                : "";
    }

    private boolean isAtEnd() {
        return ask.selector().at().equals(ask.window().end());
    }

    private String begins(Instant next) {
        return ask.selector().shown() + " begins only at about " + DisplayText.time(next) + ", "
                + DisplayText.length(Duration.between(ask.selector().at(), next)) + " after "
                + (isAtEnd()
                        ? "the end of the window, so the whole window is before its data"
                        : DisplayText.time(ask.selector().at()) + ", for which the query asks")
                + "; evaluate a later window";
    }

    private String farAway() {
        return ask.selector().shown()
                + (answers.isPresent(ask.series()) ? " exists on this server, but has" : " has") + " no sample in the "
                + DisplayText.length(SelectorQuestions.REACH) + " before "
                + DisplayText.time(ask.selector().at())
                + (ask.future().isPresent() ? " nor in those after it" : "")
                + ", so the window is outside of its data; check the times of the window";
    }
}
