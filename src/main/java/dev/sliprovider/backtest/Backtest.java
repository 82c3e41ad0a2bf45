package dev.sliprovider.backtest;

import dev.sliprovider.sli.Scope;
import dev.sliprovider.slo.Objective;
import dev.sliprovider.slo.SloConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the gate would have said of a service over some time.
 *
 * @param scope the service
 * @param config its objectives
 * @param schedule all windows
 * @param endpoint that was queried, without credentials
 * @param steps the windows that were evaluated, oldest first
 * @param warnings a sentence each
 * @param stopped why not all windows were evaluated
 */
public record Backtest(
        Scope scope,
        SloConfig config,
        Schedule schedule,
        String endpoint,
        List<Step> steps,
        List<String> warnings,
        Optional<String> stopped) {

    /** Copies the lists. */
    public Backtest {
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }

    /** @return how many steps had that outcome */
    public int count(Outcome outcome) {
        return (int) steps.stream().filter(step -> step.outcome() == outcome).count();
    }

    /** @return one for each objective, in the order of slo.yaml */
    public List<Tally> tallies() {
        return IntStream.range(0, config.objectives().size())
                .mapToObj(index -> Tally.of(steps, index))
                .toList();
    }

    /** @return neighbouring steps of one outcome, oldest first */
    public List<Stretch> stretches() {
        var stretches = new ArrayList<Stretch>();
        for (Step step : steps) {
            if (!stretches.isEmpty() && stretches.getLast().outcome() == step.outcome()) {
                stretches.set(stretches.size() - 1, stretches.getLast().with(step));
            } else {
                stretches.add(new Stretch(List.of(step)));
            }
        }
        return stretches;
    }

    /** @return why not a single step could be evaluated; empty if one could, or if there is none */
    public Optional<String> failure() {
        return steps.stream().allMatch(step -> step.outcome() == Outcome.ERRORED)
                ? steps.stream().map(Step::reason).findFirst()
                : Optional.empty();
    }

    /** @return what must be known before the numbers are used, a sentence each */
    public List<String> remarks() {
        var remarks = new ArrayList<>(warnings);
        List<Step> empty = steps.stream()
                .filter(step -> step.outcome() != Outcome.ERRORED && step.isWithoutValues())
                .toList();
        if (!empty.isEmpty()) {
            remarks.add("No indicator has a value in " + empty.size() + " of " + steps.size() + " windows, from "
                    + empty.getFirst().window().end() + " to "
                    + empty.getLast().window().end()
                    + ": the service had no data then, or the server does not keep data so long. They count as"
                    + " evaluate would judge them.");
        }
        if (steps.size() > 1
                && config.objectives().stream().anyMatch(Objective::isRelative)
                && steps.getFirst().compared() == 0) {
            remarks.add("The first evaluation has nothing to compare with: its relative criteria are met.");
        }
        stopped.ifPresent(remarks::add);
        return remarks;
    }
}
