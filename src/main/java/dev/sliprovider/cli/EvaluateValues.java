package dev.sliprovider.cli;

import dev.sliprovider.file.BoundedFile.Patience;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.GateFiles;
import dev.sliprovider.gate.UntrustedJson;
import dev.sliprovider.gate.Values;
import dev.sliprovider.gate.ValuesFile;
import dev.sliprovider.sli.BuiltInIndicators;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.sli.SliConfig;
import dev.sliprovider.slo.ProviderAnswer;
import java.util.Optional;
import java.util.Set;

/** An evaluation of values from a file: no server is queried, and Quarkus is not started. */
final class EvaluateValues {

    private final EvaluateRequest request;
    private final CiRun ci;

    EvaluateValues(EvaluateRequest request, CiRun ci) {
        this.request = request;
        this.ci = ci;
    }

    /** @return the exit code */
    int run() throws GateException {
        GateFiles files = request.files().orElseThrow();
        return new GateRun(request.plan(), ci).run(files, values(request, files), known(files));
    }

    /** Without a file of indicators it is unknown which indicators exist. */
    private static Optional<Set<String>> known(GateFiles files) throws GateException {
        if (files.sli().isEmpty()) {
            return Optional.empty();
        }
        SliConfig all = files.queries(BuiltInIndicators.withJob(BuiltInIndicators.DEFAULT_JOB));
        return Optional.of(all.queries().keySet());
    }

    /** @return the values of the file, with the scope, window and labels of the command line */
    static Values values(EvaluateRequest request, GateFiles files) throws GateException {
        InputFile file = request.values().orElseThrow();
        Values read = ValuesFile.read(
                file.location(), file.bytes(UntrustedJson.LARGEST, Patience.OF_TEST), files.indicators());
        ProviderAnswer answer = read.answer();
        Scope scope = request.target().scope();
        requireSame(file, "project", answer.project(), scope.project());
        requireSame(file, "stage", answer.stage(), scope.stage());
        requireSame(file, "service", answer.service(), scope.service());
        return request.target().judging(read);
    }

    private static void requireSame(InputFile file, String name, String found, String wanted) throws GateException {
        if (!found.isEmpty() && !found.equals(wanted)) {
            throw GateException.wrongInput(file.location() + " has values of the " + name + " \"" + found
                    + "\", and \"" + wanted + "\" is evaluated; give --" + name + " " + found
                    + ", or the values of \"" + wanted + "\"");
        }
    }
}
