package dev.sliprovider.keptn;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Measured;
import dev.sliprovider.sli.IndicatorValue.Missing;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
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

    /** Bytes of an answer: a distributor takes events of 64 KB (contract §5.3). */
    private static final int EVENT_LENGTH = 62_000;
    /** What the envelope has besides the attributes that are echoed. */
    private static final int ENVELOPE_LENGTH = 600;
    /** What an entry has besides its name and its texts. */
    private static final int ENTRY_LENGTH = 85;
    /** What a text of an entry has besides itself. */
    private static final int MEMBER_LENGTH = 34;
    /** Bytes that a label has besides its texts. */
    private static final int LABEL_LENGTH = 6;

    private static final int LABELS_LENGTH = 8_192;
    private static final String LABELS_LEFT_OUT =
            "The labels are left out of this answer: together they are longer than 8 KB.";
    private static final int SCOPE_LENGTH = 500;
    private static final int TIME_LENGTH = 200;
    private static final int NAME_LENGTH = 500;
    /** Bytes that a name may have; the first that is short enough for all is taken, and the last in any case. */
    private static final int[] NAME_BYTES = {6 * NAME_LENGTH, 500, 250, 120, 60};

    /** @return the event that says that the work has begun */
    public KeptnEvent started() {
        return reply(EventType.GET_SLI_STARTED, scope());
    }

    /** @return the event that carries the values */
    public KeptnEvent finished(GetSliFinished outcome) {
        ObjectNode data = scope();
        data.put("status", outcome.status().wireName());
        data.put("result", outcome.result().wireName());
        String message = message(outcome);
        if (!message.isEmpty()) {
            data.put("message", message);
        }
        ObjectNode getSli = data.putObject("get-sli");
        getSli.put("start", JsonText.shortened(request.start(), TIME_LENGTH));
        getSli.put("end", JsonText.shortened(request.end(), TIME_LENGTH));
        if (!outcome.values().isEmpty()) {
            int room = EVENT_LENGTH - ENVELOPE_LENGTH - echoed() - JsonText.length(data.toString());
            getSli.set("indicatorValues", entries(outcome.values(), room));
        }
        return reply(EventType.GET_SLI_FINISHED, data);
    }

    private String message(GetSliFinished outcome) {
        if (labelsFit()) {
            return outcome.message();
        }
        int room = GetSliFinished.MESSAGE_LENGTH - LABELS_LEFT_OUT.length() - 1;
        return (JsonText.shortened(outcome.message(), room) + " " + LABELS_LEFT_OUT).strip();
    }

    private int echoed() {
        return JsonText.length(triggered.id())
                + triggered.shkeptncontext().map(JsonText::length).orElse(0)
                + triggered.gitcommitid().map(JsonText::length).orElse(0)
                + JsonText.length(source.toString());
    }

    /** All entries are kept; if their texts are too long together, each is cut to its share, and names last of all. */
    private static ArrayNode entries(List<IndicatorValue> values, int room) {
        int longestName = longestName(values, room);
        int left = room;
        int length = 0;
        int texts = 0;
        for (IndicatorValue value : values) {
            left -= ENTRY_LENGTH + JsonText.length(name(value, longestName));
            for (String text : List.of(message(value), value.query().orElse(""))) {
                texts += text.isEmpty() ? 0 : 1;
                length += text.isEmpty() ? 0 : MEMBER_LENGTH + JsonText.length(text);
            }
        }
        int longest = length <= left ? Integer.MAX_VALUE : Math.max(0, left / texts - MEMBER_LENGTH);
        ArrayNode entries = JSON.arrayNode(values.size());
        values.forEach(value -> entries.add(entry(value, name(value, longestName), longest)));
        return entries;
    }

    private static int longestName(List<IndicatorValue> values, int room) {
        return Arrays.stream(NAME_BYTES)
                .filter(longest -> values.stream()
                                .mapToInt(value -> ENTRY_LENGTH + JsonText.length(name(value, longest)))
                                .sum()
                        <= room)
                .findFirst()
                .orElse(NAME_BYTES[NAME_BYTES.length - 1]);
    }

    private static String name(IndicatorValue value, int bytes) {
        return JsonText.cut(JsonText.shortened(value.indicator(), NAME_LENGTH), bytes);
    }

    private static String message(IndicatorValue value) {
        String message =
                switch (value) {
                    case Measured measured ->
                        measured.warnings().isEmpty() ? "" : "Warning: " + String.join("; ", measured.warnings());
                    case Missing missing -> missing.message();
                };
        return JsonText.shortened(message, GetSliFinished.MESSAGE_LENGTH);
    }

    /** A value is a finite number in every entry, or lighthouse cannot decode the whole event. */
    private static ObjectNode entry(IndicatorValue value, String name, int longest) {
        ObjectNode entry = JSON.objectNode();
        entry.put("metric", name);
        switch (value) {
            case Measured measured ->
                entry.put("value", measured.value()).put("comparedValue", 0).put("success", true);
            case Missing missing ->
                entry.put("value", 0).put("comparedValue", 0).put("success", false);
        }
        String message = JsonText.cut(message(value), longest);
        if (!message.isEmpty()) {
            entry.put("message", message);
        }
        value.query()
                .map(query -> JsonText.cut(query, longest))
                .filter(query -> !query.isEmpty())
                .ifPresent(query -> entry.put("query", query)
                        .put("milliseconds", value.took().toMillis()));
        return entry;
    }

    private ObjectNode scope() {
        ObjectNode data = JSON.objectNode();
        data.put("project", JsonText.shortened(request.project(), SCOPE_LENGTH));
        data.put("stage", JsonText.shortened(request.stage(), SCOPE_LENGTH));
        data.put("service", JsonText.shortened(request.service(), SCOPE_LENGTH));
        if (!request.labels().isEmpty() && labelsFit()) {
            ObjectNode labels = data.putObject("labels");
            request.labels().forEach(labels::put);
        }
        return data;
    }

    /** Labels are echoed whole or not at all: part of them would be a lie. */
    private boolean labelsFit() {
        return request.labels().entrySet().stream()
                        .mapToInt(label ->
                                LABEL_LENGTH + JsonText.length(label.getKey()) + JsonText.length(label.getValue()))
                        .sum()
                <= LABELS_LENGTH;
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
