package dev.sliprovider.cli;

import dev.sliprovider.gate.GateException;
import dev.sliprovider.history.EvaluationHistory;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.KeptEvaluation;
import dev.sliprovider.history.ServiceHistory;
import dev.sliprovider.sli.Scope;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Copies a history into another one. */
@Command(
        name = "copy",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Copies the evaluations of all services, and which are pinned, into another history, for example of a"
                        + " directory into the database of a service. Nothing that is there is changed; invalidated evaluations"
                        + " are left out.")
final class HistoryCopyCommand implements Callable<Integer> {

    private static final int PAGE = 100;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    @Mixin
    private HistoryLocation from;

    @Option(
            names = "--to",
            paramLabel = "DIR|URL",
            required = true,
            description = "The other history; a service needs a token that may make changes.")
    private String to;

    @Override
    public Integer call() {
        HistoryLocation target = from.at(to);
        return target.isServer() ? target.connected(() -> copy(target)) : from.connected(() -> copy(target));
    }

    private int copy(HistoryLocation target) {
        var output = new GateOutput();
        try {
            from.requireExisting();
            EvaluationHistory source = from.open();
            EvaluationHistory other = target.open();
            int copied = 0;
            for (Scope scope : source.services()) {
                copied += copy(source.of(scope), other.of(scope), output);
            }
            output.note("Copied " + copied + " evaluations from " + from + " to " + target + ".");
            return Cli.OK;
        } catch (GateException e) {
            return GateExit.explain(e);
        } catch (HistoryException e) {
            return GateExit.explain(GateException.of(e));
        }
    }

    /** Page by page, because a history may be larger than the memory. */
    private static int copy(ServiceHistory source, ServiceHistory other, GateOutput output) throws HistoryException {
        int copied = 0;
        var seen = new HashSet<String>();
        Instant until = LATEST;
        while (true) {
            ServiceHistory.Found page = source.until(until, PAGE);
            page.skipped().forEach(output::warning);
            List<KeptEvaluation> fresh = page.evaluations().stream()
                    .filter(kept -> seen.add(kept.id()))
                    .toList();
            if (fresh.isEmpty()) {
                break;
            }
            Set<String> absent = Set.copyOf(
                    other.absent(fresh.stream().map(KeptEvaluation::id).toList()));
            for (KeptEvaluation kept : fresh) {
                if (absent.contains(kept.id())) {
                    other.add(kept);
                    copied++;
                }
            }
            until = fresh.getLast().time();
        }
        Optional<String> pinned = source.pinned();
        if (pinned.isPresent() && other.pinned().isEmpty()) {
            other.pin(pinned.get());
        }
        return copied;
    }
}
