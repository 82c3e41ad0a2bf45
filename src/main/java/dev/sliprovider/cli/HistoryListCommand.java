package dev.sliprovider.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.KeptEvaluation;
import dev.sliprovider.history.ServiceHistory;
import dev.sliprovider.report.Numbers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists evaluations. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Lists the evaluations of a service, newest first; invalidated ones are left out.")
final class HistoryListCommand implements Callable<Integer> {

    /** How the list is printed. */
    enum Format {
        /** Aligned columns for people. */
        TABLE,
        /** One JSON document for programs. */
        JSON
    }

    @Mixin
    private HistoryOptions history;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "So many at most (default: 20).")
    private int limit = 20;

    @Option(
            names = {"-o", "--output"},
            description = "table or json (default: table).")
    private Format format = Format.TABLE;

    @Override
    public Integer call() {
        return history.run(this::list);
    }

    private void list(ServiceHistory directory, GateOutput output) throws HistoryException, GateException {
        if (limit < 1) {
            throw GateException.wrongInput("--limit " + limit + " is too small; give 1 or more");
        }
        Optional<String> pinned = directory.pinned();
        ServiceHistory.Found found = directory.newest(limit);
        found.skipped().forEach(output::warning);
        switch (format) {
            case TABLE ->
                output.table(PlainTable.of(
                        List.of("ID", "TIME", "RESULT", "SCORE", "BUILD", ""),
                        found.evaluations().stream()
                                .map(kept -> row(kept, pinned))
                                .toList()));
            case JSON -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                found.evaluations().forEach(kept -> array.addObject()
                        .put("id", kept.id())
                        .put("time", kept.time().toString())
                        .put("result", kept.result())
                        .put(
                                "score",
                                score(kept).isPresent()
                                        ? Double.valueOf(score(kept).getAsDouble())
                                        : null)
                        .put("buildId", build(kept))
                        .put("pinned", isPinned(kept, pinned)));
                output.json(PrettyJson.of(array));
            }
        }
    }

    private static List<String> row(KeptEvaluation kept, Optional<String> pinned) {
        return List.of(
                kept.id(),
                kept.time().toString(),
                kept.result(),
                score(kept).isPresent() ? Numbers.text(score(kept).getAsDouble()) : "–",
                build(kept),
                isPinned(kept, pinned)
                        ? "pinned"
                        : kept.isOfTheFuture(Instant.now()) ? "in the future, not compared with" : "");
    }

    /** Without a verdict there is none; 0 would be one. */
    private static OptionalDouble score(KeptEvaluation kept) {
        return kept.data().path("status").asText().equals("errored")
                        || kept.data().at("/evaluation/gate/outcome").asText().equals("errored")
                ? OptionalDouble.empty()
                : OptionalDouble.of(kept.data().path("evaluation").path("score").asDouble());
    }

    private static String build(KeptEvaluation kept) {
        return kept.data().path("labels").path("buildId").asText();
    }

    private static boolean isPinned(KeptEvaluation kept, Optional<String> pinned) {
        return pinned.filter(kept.id()::equals).isPresent();
    }
}
