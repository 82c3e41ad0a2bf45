package dev.sliprovider.getsli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.keptn.EventScope;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.sli.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads the data of one {@code get-sli.triggered} and collects its mistakes. */
final class GetSliReader {
    private static final int INDICATORS = 1000;
    private static final int FILTERS = 100;

    private final KeptnEvent event;
    private final List<String> problems = new ArrayList<>();

    GetSliReader(KeptnEvent event) {
        this.event = event;
    }

    GetSliTriggered read() {
        ObjectNode data = event.data();
        JsonNode getSli = data.path("get-sli");
        EventScope scope = EventScope.of(data);
        problems.addAll(scope.problems());
        return new GetSliTriggered(
                scope.project(),
                scope.stage(),
                scope.service(),
                scope.labels(),
                text(getSli, "sliProvider", "data.get-sli.sliProvider"),
                text(getSli, "start", "data.get-sli.start"),
                text(getSli, "end", "data.get-sli.end"),
                indicators(getSli.path("indicators")),
                filters(getSli.path("customFilters")),
                text(data, "deployment", "data.deployment"),
                event.gitcommitid(),
                problems);
    }

    private String text(JsonNode parent, String member, String path) {
        JsonNode value = parent.path(member);
        if (isAbsent(value)) {
            return "";
        }
        if (!value.isValueNode()) {
            problems.add(path + " is not a text");
        }
        return value.asText();
    }

    private List<String> indicators(JsonNode node) {
        var indicators = new ArrayList<String>();
        if (!isAbsent(node) && !node.isArray()) {
            problems.add("data.get-sli.indicators is not an array");
        }
        limit(node, INDICATORS, "data.get-sli.indicators").forEach(indicator -> {
            if (!indicator.isTextual()) {
                problems.add("data.get-sli.indicators[" + indicators.size() + "] is not a text");
            }
            indicators.add(indicator.asText(""));
        });
        return node.isArray() ? indicators : List.of();
    }

    private List<Filter> filters(JsonNode node) {
        var filters = new ArrayList<Filter>();
        if (!isAbsent(node) && !node.isArray()) {
            problems.add("data.get-sli.customFilters is not an array");
            return filters;
        }
        limit(node, FILTERS, "data.get-sli.customFilters").forEach(filter -> {
            String path = "data.get-sli.customFilters[" + filters.size() + "]";
            if (!filter.isObject()) {
                problems.add(path + " is not an object with key and value");
            }
            filters.add(new Filter(text(filter, "key", path + ".key"), text(filter, "value", path + ".value")));
        });
        return filters;
    }

    /** Entries over a limit are omitted and reported; no evaluation needs that many. */
    private Stream<JsonNode> limit(JsonNode node, int most, String path) {
        if (node.size() > most) {
            problems.add(path + " has " + node.size() + " entries; at most " + most + " are taken");
        }
        return node.valueStream().limit(most);
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }
}
