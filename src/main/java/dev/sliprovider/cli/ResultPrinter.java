package dev.sliprovider.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.getsli.GetSliFinished;
import dev.sliprovider.getsli.GetSliReply;
import dev.sliprovider.getsli.GetSliTriggered;
import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.Replies;
import dev.sliprovider.keptn.Status;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Measured;
import dev.sliprovider.sli.IndicatorValue.Missing;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Prints the outcome of a retrieval: the result to standard output, errors and warnings to standard error. */
final class ResultPrinter {

    private final OutputFormat output;
    private final Replies replies;
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);

    /** @param replies create the event from the outcome */
    ResultPrinter(OutputFormat output, Replies replies) {
        this.replies = replies;
        this.output = output;
    }

    /** @return whether the result could be written */
    boolean print(GetSliTriggered request, GetSliFinished outcome) {
        switch (output) {
            case TABLE -> {
                if (outcome.status() == Status.SUCCEEDED) {
                    int columns = Terminal.width();
                    out.print(ValueTable.of(outcome.values(), columns));
                    out.print(ValueReasons.of(request, outcome.values(), columns));
                }
            }
            case JSON -> out.println(PrettyJson.of(document(request, outcome)));
            case YAML -> out.print(YamlDocument.of(document(request, outcome)));
            case CSV -> out.print(ValueCsv.of(request, outcome.values()));
            case PROM -> out.print(ValueMetrics.of(request, outcome.values()));
            case EVENT -> out.println(PrettyJson.of(event(request, outcome)));
        }
        if (outcome.status() == Status.ERRORED) {
            err.println(Cli.NAME + ": " + TerminalText.printableLines(outcome.message()));
        }
        outcome.warnings().forEach(warning -> err.println("Warning: " + TerminalText.printable(warning)));
        UnansweredHint.of(outcome.values()).ifPresent(hint -> err.println(TerminalText.printable(hint)));
        return !StandardOutput.isBroken(out);
    }

    private JsonNode event(GetSliTriggered request, GetSliFinished outcome) {
        try {
            return new ObjectMapper().readTree(EventFormat.write(replies.finished(GetSliReply.of(request, outcome))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode document(GetSliTriggered request, GetSliFinished outcome) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("project", request.project())
                .put("stage", request.stage())
                .put("service", request.service())
                .put("start", request.start())
                .put("end", request.end())
                .put("status", outcome.status().wireName())
                .put("result", outcome.result().wireName())
                .put("message", outcome.message());
        ArrayNode indicators = document.putArray("indicators");
        outcome.values().forEach(value -> indicators.add(entry(value)));
        return document;
    }

    private static ObjectNode entry(IndicatorValue value) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("indicator", value.indicator());
        switch (value) {
            case Measured measured -> entry.put("value", measured.value());
            case Missing missing ->
                entry.putNull("value")
                        .put("reason", missing.reason().name().toLowerCase(Locale.ROOT))
                        .put("message", missing.message());
        }
        value.query().ifPresent(query -> entry.put("query", query));
        entry.put("milliseconds", value.took().toMillis());
        if (!value.warnings().isEmpty()) {
            value.warnings().forEach(entry.putArray("warnings")::add);
        }
        return entry;
    }
}
