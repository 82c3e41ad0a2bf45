package dev.sliprovider.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Steps that follow each other and have one outcome.
 *
 * @param steps at least one, oldest first
 */
public record Stretch(List<Step> steps) {

    /** Copies the list. */
    public Stretch {
        steps = List.copyOf(steps);
    }

    Stretch with(Step next) {
        var more = new ArrayList<>(steps);
        more.add(next);
        return new Stretch(more);
    }

    /** @return of all of them */
    public Outcome outcome() {
        return steps.getFirst().outcome();
    }

    /** @return indices of the objectives that decided any of them */
    public List<Integer> decisive() {
        return IntStream.range(0, steps.getFirst().decided().size())
                .filter(index -> steps.stream()
                        .anyMatch(step ->
                                step.decided().size() > index && step.decided().get(index)))
                .boxed()
                .toList();
    }
}
