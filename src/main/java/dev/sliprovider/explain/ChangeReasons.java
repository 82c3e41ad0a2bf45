package dev.sliprovider.explain;

import dev.sliprovider.gate.MissingValueCause;
import dev.sliprovider.gate.RecordedValue;
import dev.sliprovider.gate.RecordedValues;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Missing;
import dev.sliprovider.sli.NoValuePolicy;
import dev.sliprovider.sli.Reason;
import dev.sliprovider.sli.TimeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why values then and now differ, as far as the event and the answers tell it. */
final class ChangeReasons {

    /** Samples may need so long until the server has them. */
    private static final Duration LATE = Duration.ofMinutes(5);
    /** Of a message of an event; longer ones are shortened. */
    private static final int SHOWN = 600;

    private final RecordedValues recorded;
    private final AskedAgain again;
    private final List<ExplainedValue> all;

    ChangeReasons(RecordedValues recorded, AskedAgain again, List<ExplainedValue> all) {
        this.recorded = recorded;
        this.again = again;
        this.all = all;
    }

    /** @return sentences, the most likely reason first */
    List<String> of(ExplainedValue value) {
        var reasons = new ArrayList<String>();
        switch (value.change()) {
            case SAME -> {}
            case CHANGED -> reasons.addAll(changed(value));
            case GONE -> reasons.addAll(gone(value.missingNow().orElseThrow()));
            case APPEARED -> reasons.addAll(appeared(value.then()));
            case MISSING -> {
                reasons.add(then(value.then()));
                reasons.add(now(value.missingNow().orElseThrow()));
            }
            case UNKNOWN -> reasons.add(now(value.missingNow().orElseThrow()));
            case NOT_ASKED -> reasons.add(notAsked(value.then()));
        }
        if (value.change() == Change.CHANGED) {
            warnings(value).ifPresent(reasons::add);
        }
        Optional.ofNullable(again.otherQueries().get(value.then().sli())).ifPresent(reasons::add);
        return reasons;
    }

    private static String notAsked(RecordedValue then) {
        if (then.isQueryCut()) {
            return "The event has only the beginning of the query, because events are limited to 64 KB."
                    + " Retrieve fewer indicators at once.";
        }
        return "The event has no query: none was sent. " + then(then);
    }

    private List<String> changed(ExplainedValue value) {
        var counted = new SampleChanges(value.then().samples(), value.samples());
        if (counted.isAny()) {
            return counted.sentences();
        }
        var reasons = new ArrayList<String>();
        late().ifPresent(reasons::add);
        if (counted.isComparable()) {
            reasons.add("The selectors read as many samples as then: a sample has another value, as after the backfill"
                    + " of a recording rule, or another replica answered.");
        } else if (reasons.isEmpty()) {
            reasons.add(
                    "Late, deleted or downsampled samples, the backfill of a recording rule, or an answer of another"
                            + " replica can be the reason; the event does not say how many samples there were.");
        }
        return reasons;
    }

    /** Samples that arrived after the values were asked for. */
    private Optional<String> late() {
        if (recorded.circumstances().wasComplete().filter(complete -> !complete).isPresent()) {
            return Optional.of(
                    "Samples were missing at the end of the window when it was evaluated: they arrived later.");
        }
        return recorded.circumstances()
                .time()
                .map(time -> Duration.between(recorded.window().end(), time))
                .filter(after -> !after.isNegative() && after.compareTo(LATE) < 0)
                .map(after -> "The values are of " + TimeText.of(after) + " after the end of the window: samples that"
                        + " arrived later count now.");
    }

    private List<String> gone(Missing now) {
        if (now.reason() != Reason.NO_DATA) {
            return List.of(now(now));
        }
        long left = all.stream().filter(value -> value.valueNow().isPresent()).count();
        String scale = left == 0
                ? "No indicator has data of that time any more: the server no longer keeps them (the window ended "
                        + TimeText.of(Duration.between(recorded.window().end(), again.at()))
                        + " ago), or it is another server."
                : "The series had samples of that time, and " + left + (left == 1 ? " indicator" : " indicators")
                        + " still " + (left == 1 ? "has" : "have") + " data: these series were deleted, are kept for a"
                        + " shorter time, or are on another server.";
        return List.of(scale, now(now));
    }

    private List<String> appeared(RecordedValue then) {
        if (NoValuePolicy.isReplaced(then.message())) {
            return List.of(
                    then(then), "Series or samples that arrived after the evaluation give the query a value now.");
        }
        String why = then.reason()
                .map(ChangeReasons::cameBack)
                .orElse("Series or samples arrived after the evaluation, or the server could not answer then.");
        return List.of(why, then(then));
    }

    private static String cameBack(Reason then) {
        return switch (MissingValueCause.of(then)) {
            case SERVER -> "The server could not answer then, and can now.";
            case FILES -> "The query was not accepted then, and is now: the server is another, or has another version.";
            case DATA -> "Series or samples that arrived after the evaluation give the query a value now.";
        };
    }

    private static Optional<String> warnings(ExplainedValue value) {
        List<String> now = value.now().map(IndicatorValue::warnings).orElse(List.of());
        String then = value.then().message();
        return then.isEmpty() && now.isEmpty()
                ? Optional.empty()
                : Optional.of("Then: " + (then.isEmpty() ? "no warning" : shortened(then)) + " Now: "
                        + (now.isEmpty() ? "no warning." : shortened(IndicatorValue.shown(now))));
    }

    private static String then(RecordedValue then) {
        String message = then.message().isEmpty()
                ? then.reason().map(Reason::words).orElse("no reason was recorded")
                : then.message();
        return "Then: " + shortened(message);
    }

    private static String now(Missing now) {
        return "Now: " + shortened(now.cause());
    }

    private static String shortened(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
