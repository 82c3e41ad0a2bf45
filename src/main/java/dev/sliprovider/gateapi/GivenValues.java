package dev.sliprovider.gateapi;

import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.GateFiles;
import dev.sliprovider.gate.Values;
import dev.sliprovider.gate.ValuesFile;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.slo.ProviderAnswer;
import java.nio.charset.StandardCharsets;

/** Values that a request brings. */
final class GivenValues {

    private GivenValues() {}

    /** @return the values, with the scope, window and labels of the request */
    static Values of(EvaluationRequest request, GateFiles files) throws GateException {
        byte[] json = request.given().values().orElseThrow().toString().getBytes(StandardCharsets.UTF_8);
        Values read = ValuesFile.read("values", json, files.indicators());
        ProviderAnswer answer = read.answer();
        Scope scope = request.scope();
        requireSame("project", answer.project(), scope.project());
        requireSame("stage", answer.stage(), scope.stage());
        requireSame("service", answer.service(), scope.service());
        return request.target().judging(read);
    }

    private static void requireSame(String name, String found, String wanted) throws GateException {
        if (!found.isEmpty() && !found.equals(wanted)) {
            throw GateException.wrongInput("values are of the " + name + " \"" + found + "\", and \"" + wanted
                    + "\" is evaluated; correct " + name + ", or the values");
        }
    }
}
