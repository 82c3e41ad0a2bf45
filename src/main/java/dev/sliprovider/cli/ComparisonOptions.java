package dev.sliprovider.cli;

import dev.sliprovider.evaluator.BaselineSearch;
import dev.sliprovider.evaluator.CompareWith;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.gate.UntrustedJson;
import dev.sliprovider.slo.Comparison;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for the baseline. */
final class ComparisonOptions {

    private static final String OPTION = "--compare-with";
    private static final String FILE = "file:";

    @Option(
            names = OPTION,
            paramLabel = "WHAT",
            description = "history, pinned, id:ID or file:FILE with an evaluation.finished event (default: history)."
                    + " Or the same queries, asked now: window:START/END, offset:1d, deployment:NAME, stage:NAME,"
                    + " service:NAME, label:KEY=VALUE, filter:KEY=VALUE; these may be repeated.")
    List<String> compareWith = List.of();

    @Mixin
    HistoryLocation history;

    @Option(
            names = "--require-history",
            paramLabel = "N",
            description = "Conclude nothing (exit code 3) unless N earlier evaluations are compared with.")
    int required;

    /** @throws GateException if the options do not fit together */
    CompareWith toCompareWith() throws GateException {
        if (required < 0) {
            throw GateException.wrongInput("--require-history " + required + " is negative; give 0 or more");
        }
        try {
            CompareWith read = compareWith.isEmpty() ? new CompareWith.History() : parsed();
            if (!compareWith.isEmpty() && !history.isNamed() && needsHistory(read)) {
                throw GateException.wrongInput(
                        "--compare-with " + compareWith.getFirst() + " needs a history; name it with --history");
            }
            return read;
        } catch (IllegalArgumentException e) {
            throw GateException.wrongInput(OPTION + " " + e.getMessage());
        }
    }

    private CompareWith parsed() throws GateException {
        Optional<InputFile> file = file();
        if (file.isEmpty()) {
            return CompareWith.parse(compareWith, FILE + "FILE, ");
        }
        return new CompareWith.Given(BaselineSearch.given(
                file.get().location(),
                UntrustedJson.parse(file.get().location(), file.get().bytes(UntrustedJson.LARGEST))));
    }

    /** @return the file that is compared with, if it is one */
    Optional<InputFile> file() {
        return Optional.of(compareWith)
                .filter(texts -> texts.size() == 1)
                .map(List::getFirst)
                .filter(text -> text.startsWith(FILE) && text.length() > FILE.length())
                .map(text -> new InputFile(OPTION, text.substring(FILE.length())));
    }

    private static boolean needsHistory(CompareWith read) {
        return switch (read) {
            case CompareWith.History history -> true;
            case CompareWith.Pinned pinned -> true;
            case CompareWith.Id id -> true;
            case CompareWith.Given given -> false;
            case CompareWith.Live live -> false;
        };
    }

    /** A number that is never reached would never let anything through. */
    void requirePossible(CompareWith compareWith, Comparison comparison) throws GateException {
        boolean isHistory = compareWith instanceof CompareWith.History;
        long most = isHistory ? comparison.results() : compared(compareWith);
        if (comparison.isAnswered() && required > most) {
            throw GateException.wrongInput("--require-history " + required + " is never reached: "
                    + (isHistory
                            ? "slo.yaml compares with " + most
                                    + " at most; raise number_of_comparison_results, or lower the option"
                            : "only " + (most == 1 ? "one evaluation is" : most + " evaluations are")
                                    + " compared with; lower the option"));
        }
    }

    private static int compared(CompareWith compareWith) {
        return compareWith instanceof CompareWith.Live live ? live.variants().size() : 1;
    }
}
