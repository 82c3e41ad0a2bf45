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
            case MISSING ->
                reasons.addAll(missing(value.then(), value.missingNow().orElseThrow()));
            case UNKNOWN -> reasons.add(now(value.missingNow().orElseThrow()));
            case NOT_ASKED -> reasons.add(notAsked(value));
        }
        if (value.change() == Change.CHANGED) {
            reasons.addAll(warnings(value));
        }
        Optional.ofNullable(again.otherQueries().get(value.then().sli())).ifPresent(reasons::add);
        return reasons;
    }

    private static String notAsked(ExplainedValue value) {
        if (value.then().isQueryCut()) {
            return "The event has only the beginning of the query, because events are limited to 64 KB."
                    + " Retrieve fewer indicators at once.";
        }
        return value.missingNow()
                .map(ChangeReasons::now)
                .orElseGet(() -> "The event has no query for it. " + then(value.then()));
    }

    private static List<String> missing(RecordedValue then, Missing now) {
        return then.message().contains(now.cause())
                ? List.of("Then and now: " + shortened(now.cause()))
                : List.of(then(then), now(now));
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

    private static List<String> warnings(ExplainedValue value) {
        String now =
                IndicatorValue.shown(value.now().map(IndicatorValue::warnings).orElse(List.of()));
        String then = value.then().message();
        return then.equals(now)
                ? List.of()
                : List.of(
                        "Then: " + (then.isEmpty() ? "no warning" : shortened(then)),
                        "Now: " + (now.isEmpty() ? "no warning" : shortened(now)));
    }

    private static String then(RecordedValue then) {
        String message = then.message().isEmpty()
                ? then.reason().map(Reason::words).orElse("no reason was recorded")
                : then.message();
        String name = then.sli() + ": ";
        return "Then: " + shortened(message.startsWith(name) ? message.substring(name.length()) : message);
    }

    private static String now(Missing now) {
        return "Now: " + shortened(now.cause());
    }

    private static String shortened(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
