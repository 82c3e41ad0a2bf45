package dev.sliprovider.getsli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.keptn.JsonText;
import dev.sliprovider.keptn.TaskResult;
import dev.sliprovider.sli.IndicatorValue;
import dev.sliprovider.sli.IndicatorValue.Measured;
import dev.sliprovider.sli.IndicatorValue.Missing;
import java.util.Arrays;
import java.util.List;

/** All {@code indicatorValues} of an answer, with their texts cut to the size limit of the event. */
final class IndicatorEntries {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Bytes of an entry without its name and texts. */
    private static final int ENTRY_LENGTH = 85;
    /** Bytes around a text of an entry. */
    private static final int MEMBER_LENGTH = 34;

    private static final int NAME_LENGTH = 500;
    /** Limits for the bytes of a name. The first limit with which all entries fit is used, otherwise the last one. */
    private static final int[] NAME_BYTES = {6 * NAME_LENGTH, 500, 250, 120, 60};

    private IndicatorEntries() {}

    /** Keeps all entries. If their texts are too long together, each is cut to its share; names are cut last. */
    static ArrayNode within(int room, List<IndicatorValue> values) {
        int longestName = longestName(values, room);
        int longestText = longestText(values, room, longestName);
        ArrayNode entries = JSON.arrayNode(values.size());
        values.forEach(value -> entries.add(entry(value, name(value, longestName), longestText)));
        return entries;
    }

    private static int longestText(List<IndicatorValue> values, int room, int longestName) {
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
        return length <= left ? Integer.MAX_VALUE : Math.max(0, left / texts - MEMBER_LENGTH);
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
                    case Measured measured -> IndicatorValue.shown(measured.warnings());
                    case Missing missing -> missing.message();
                };
        return JsonText.shortened(message, TaskResult.MESSAGE_LENGTH);
    }

    /** Every entry has a finite number as value, because lighthouse cannot decode the event otherwise. */
    private static ObjectNode entry(IndicatorValue value, String name, int longestText) {
        ObjectNode entry = JSON.objectNode();
        entry.put("metric", name);
        switch (value) {
            case Measured measured ->
                entry.put("value", measured.value()).put("comparedValue", 0).put("success", true);
            case Missing missing ->
                entry.put("value", 0).put("comparedValue", 0).put("success", false);
        }
        String message = JsonText.cut(message(value), longestText);
        if (!message.isEmpty()) {
            entry.put("message", message);
        }
        value.query()
                .map(query -> JsonText.cut(query, longestText))
                .filter(query -> !query.isEmpty())
                .ifPresent(query -> entry.put("query", query)
                        .put("milliseconds", value.took().toMillis()));
        return entry;
    }
}
