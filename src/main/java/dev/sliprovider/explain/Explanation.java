package dev.sliprovider.explain;

import dev.sliprovider.gate.RecordedValues;
import dev.sliprovider.sli.TimeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of an earlier evaluation beside those that the same queries have now.
 *
 * @param recorded what the event says
 * @param endpoint that is queried now
 * @param values in the order of the event
 * @param remarks about all of them, a sentence each
 */
public record Explanation(RecordedValues recorded, String endpoint, List<ExplainedValue> values, List<String> remarks) {

    private static final Duration RECENT = Duration.ofMinutes(5);

    /** Copies the lists. */
    public Explanation {
        values = List.copyOf(values);
        remarks = List.copyOf(remarks);
    }

    /** Compares. */
    public static Explanation of(RecordedValues recorded, AskedAgain again) {
        List<ExplainedValue> compared = recorded.values().stream()
                .map(value -> ExplainedValue.of(value, again))
                .toList();
        var reasons = new ChangeReasons(recorded, again, compared);
        return new Explanation(
                recorded,
                again.endpoint(),
                compared.stream().map(value -> value.because(reasons.of(value))).toList(),
                remarks(recorded, again));
    }

    private static List<String> remarks(RecordedValues recorded, AskedAgain again) {
        var remarks = new ArrayList<String>();
        recorded.circumstances()
                .endpoint()
                .filter(then -> !then.equals(again.endpoint()))
                .ifPresent(then -> remarks.add("Another endpoint is queried: " + again.endpoint() + ", and then it was "
                        + then + ". Their data may differ."));
        var age = Duration.between(recorded.window().end(), again.at());
        if (age.compareTo(RECENT) < 0) {
            remarks.add("The window ended " + TimeText.of(age) + " ago: more of its samples may still arrive.");
        }
        return remarks;
    }

    /** @return whether any value differs */
    public boolean isDifferent() {
        return values.stream().anyMatch(value -> value.change().isDifference());
    }

    /** @return whether it is open if some value differs, because its query has no answer or could not be sent */
    public boolean isIncomplete() {
        return values.stream().anyMatch(ExplainedValue::isOpen);
    }
}
