package dev.sliprovider.cli;

import dev.sliprovider.endpoint.EndpointException;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.getsli.WindowException;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.ServiceHistory;
import dev.sliprovider.sli.Timeframe;
import jakarta.enterprise.context.Dependent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Evaluations of the past, recorded. */
@Dependent
final class SeedOnce implements BootedCommand<SeedOnce.Request> {

    /**
     * What the command line asked for.
     *
     * @param walk what is evaluated
     * @param location of the history
     * @param isDryRun whether nothing is recorded
     */
    record Request(WalkRequest walk, HistoryLocation location, boolean isDryRun) {}

    private final PastEvaluations past;

    SeedOnce(PastEvaluations past) {
        this.past = past;
    }

    @Override
    public int run(Request request) {
        try (var stop = new StopSignal()) {
            return seed(request, stop);
        } catch (GateException e) {
            return GateExit.explain(e);
        } catch (EndpointException | WindowException | IllegalArgumentException e) {
            return GateExit.explain(GateException.wrongInput(e.getMessage()));
        } catch (HistoryException e) {
            return GateExit.explain(GateException.of(e));
        }
    }

    private int seed(Request request, StopSignal stop) throws GateException, HistoryException {
        ServiceHistory history =
                request.location().open().of(request.walk().service().scope());
        List<Timeframe> all = request.walk().schedule().windows();
        var absent = new HashSet<>(
                history.absent(all.stream().map(SeededRecords::idOf).toList()));
        List<Timeframe> windows = all.stream()
                .filter(window -> absent.contains(SeededRecords.idOf(window)))
                .toList();
        var records = new SeededRecords(history, request.isDryRun());
        PastEvaluations.Ending ending = past.walk(request.walk(), windows, records, stop);
        say(request, records, all.size() - windows.size(), ending);
        if (stop.isGiven()) {
            return stop.exitCode();
        }
        if (ending.exitCode() == Cli.OK && !windows.isEmpty() && records.withoutVerdict() == windows.size()) {
            throw GateException.unavailable("none of the windows could be evaluated; try again when Prometheus can be"
                    + " queried, or see what evaluate says about one of them");
        }
        return ending.exitCode();
    }

    private static void say(Request request, SeededRecords records, int present, PastEvaluations.Ending ending) {
        var output = new GateOutput();
        List<String> parts = new ArrayList<>();
        parts.add((request.isDryRun() ? "Dry run: " : "") + records.recorded() + " evaluations "
                + (request.isDryRun() ? "would be" : "are") + " recorded in " + request.location() + records.results());
        if (present > 0) {
            parts.add(present + " were there already");
        }
        if (records.withoutValues() > 0) {
            parts.add(records.withoutValues() + " have no value at all and are left out");
        }
        if (records.withoutVerdict() > 0) {
            parts.add(records.withoutVerdict() + " could not be evaluated");
        }
        output.note(String.join("; ", parts) + ".");
        ending.stopped()
                .ifPresent(why -> output.warning(
                        (why.endsWith(".") ? why : why + ".") + " The same command goes on where this one ended."));
    }
}
