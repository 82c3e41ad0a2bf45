package dev.sliprovider.keptn;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Measured;
import dev.sliprovider.sli.IndicatorValue.Missing;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes the events that answer one {@code get-sli.triggered} (contract §0.1, §1.5).
 *
 * @param triggered the event that is answered
 * @param request its data
 * @param source who answers
 */
public record Replies(KeptnEvent triggered, GetSliTriggered request, URI source) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Bytes that the entries may have together: a distributor takes events of 64 KB (contract §5.3). */
    private static final int EVENT_LENGTH = 56_000;
    /** What an entry has besides its texts. */
    private static final int ENTRY_LENGTH = 110;

    /** @return the event that says that the work has begun */
    public KeptnEvent started() {
        return reply(EventType.GET_SLI_STARTED, scope());
    }

    /** @return the event that carries the values */
    public KeptnEvent finished(GetSliFinished outcome) {
        ObjectNode data = scope();
        data.put("status", outcome.status().wireName());
        data.put("result", outcome.result().wireName());
        if (!outcome.message().isEmpty()) {
            data.put("message", outcome.message());
        }
        ObjectNode getSli = data.putObject("get-sli");
        getSli.put("start", request.start());
        getSli.put("end", request.end());
        if (!outcome.values().isEmpty()) {
            getSli.set("indicatorValues", entries(outcome.values()));
        }
        return reply(EventType.GET_SLI_FINISHED, data);
    }

    /** All entries are kept; if their texts are too long together, each is cut to its share. */
    private static ArrayNode entries(List<IndicatorValue> values) {
        int room = EVENT_LENGTH;
        int length = 0;
        for (IndicatorValue value : values) {
            room -= ENTRY_LENGTH + bytes(value.indicator());
            length += bytes(message(value)) + bytes(value.query().orElse(""));
        }
        // An escape may double a character, so a share is half of what is left for each of the two texts.
        int longest = length <= room ? Integer.MAX_VALUE : Math.max(0, room / (4 * values.size()));
        ArrayNode entries = JSON.arrayNode(values.size());
        values.forEach(value -> entries.add(entry(value, longest)));
        return entries;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String message(IndicatorValue value) {
        return switch (value) {
            case Measured measured ->
                measured.warnings().isEmpty() ? "" : "Warning: " + String.join("; ", measured.warnings());
            case Missing missing -> missing.message();
        };
    }

    /** A value is a finite number in every entry, or lighthouse cannot decode the whole event. */
    private static ObjectNode entry(IndicatorValue value, int longest) {
        ObjectNode entry = JSON.objectNode();
        entry.put("metric", value.indicator());
        switch (value) {
            case Measured measured ->
                entry.put("value", measured.value()).put("comparedValue", 0).put("success", true);
            case Missing missing ->
                entry.put("value", 0).put("comparedValue", 0).put("success", false);
        }
        String message = GetSliFinished.shortened(message(value), Math.min(longest, GetSliFinished.MESSAGE_LENGTH));
        if (!message.isEmpty()) {
            entry.put("message", message);
        }
        value.query()
                .map(query -> GetSliFinished.shortened(query, longest))
                .filter(query -> !query.isEmpty())
                .ifPresent(query -> entry.put("query", query)
                        .put("milliseconds", value.took().toMillis()));
        return entry;
    }

    private ObjectNode scope() {
        ObjectNode data = JSON.objectNode();
        data.put("project", request.project());
        data.put("stage", request.stage());
        data.put("service", request.service());
        if (!request.labels().isEmpty()) {
            ObjectNode labels = data.putObject("labels");
            request.labels().forEach(labels::put);
        }
        return data;
    }

    private KeptnEvent reply(EventType type, ObjectNode data) {
        return new KeptnEvent(
                UUID.randomUUID().toString(),
                type,
                source,
                Optional.of(Instant.now().truncatedTo(ChronoUnit.MILLIS)),
                triggered.shkeptncontext(),
                Optional.of(triggered.id()),
                triggered.gitcommitid(),
                data);
    }
}
