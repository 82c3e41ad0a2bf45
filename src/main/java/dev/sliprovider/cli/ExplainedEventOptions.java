package dev.sliprovider.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.RecordedEvent;
import dev.sliprovider.gate.RecordedValues;
import dev.sliprovider.gate.UntrustedJson;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.ServiceHistory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name an event: a file, or an evaluation of a history. */
final class ExplainedEventOptions {

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "A get-sli.finished or evaluation.finished event; - reads standard input.")
    String from;

    @Mixin
    HistoryLocation history;

    @Option(names = "--id", paramLabel = "ID", description = "Id of the evaluation in the history.")
    String id;

    @Mixin
    ScopeOptions scope;

    /** @throws GateException naming the option at fault */
    RecordedValues read() throws GateException {
        if (from == null && !history.isNamed()) {
            throw GateException.wrongInput(
                    "nothing is named to explain; give --from FILE, or --history DIR with --id ID");
        }
        if (from != null && (history.isNamed() || id != null || scope.isGiven())) {
            throw GateException.wrongInput(
                    "--from names the event already; leave out --history, --id, --service," + " --project and --stage");
        }
        return from != null ? ofFile(new InputFile("--from", from)) : ofHistory();
    }

    private static RecordedValues ofFile(InputFile file) throws GateException {
        JsonNode event = UntrustedJson.parse(file.location(), file.bytes(UntrustedJson.LARGEST));
        return RecordedEvent.read(file.location(), event);
    }

    private RecordedValues ofHistory() throws GateException {
        if (id == null) {
            throw GateException.wrongInput(
                    "--history needs the --id of an evaluation; \"history list\" shows which" + " there are");
        }
        history.requireExisting();
        try {
            ServiceHistory all = history.open().of(scope.toScope());
            return RecordedEvent.read(
                    "the evaluation \"" + id + "\"",
                    HistoryOptions.required(all, scope, id).event());
        } catch (IllegalArgumentException e) {
            throw GateException.wrongInput(e.getMessage());
        } catch (HistoryException e) {
            throw GateException.of(e);
        }
    }
}
