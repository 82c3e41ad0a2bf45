package dev.sliprovider.keptn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.sli.Filter;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.sli.SliTask;
import dev.sliprovider.sli.Timeframe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The data of {@code get-sli.triggered} (contract §1.4), read leniently, so that even a request that cannot be
 * fulfilled can be answered: texts stay as they came, and what is wrong is listed.
 *
 * @param project as sent, or empty
 * @param stage as sent, or empty
 * @param service as sent, or empty
 * @param labels values that are numbers or booleans become texts
 * @param sliProvider who is asked, or empty
 * @param start verbatim, or empty
 * @param end verbatim, or empty
 * @param indicators in order, duplicates included
 * @param filters in order
 * @param deployment as sent, or empty
 * @param gitcommitid of the envelope
 * @param problems what cannot be read, a sentence each
 */
public record GetSliTriggered(
        String project,
        String stage,
        String service,
        Map<String, String> labels,
        String sliProvider,
        String start,
        String end,
        List<String> indicators,
        List<Filter> filters,
        String deployment,
        Optional<String> gitcommitid,
        List<String> problems) {

    private static final int INDICATORS = 1000;
    private static final int FILTERS = 100;
    private static final int LABELS = 200;

    /** Copies the lists. */
    public GetSliTriggered {
        indicators = List.copyOf(indicators);
        filters = List.copyOf(filters);
        problems = List.copyOf(problems);
    }

    /** @return what the event says; never fails */
    public static GetSliTriggered from(KeptnEvent event) {
        return new Reader(event).read();
    }

    /**
     * @return the request as a task
     * @throws InvalidEventException with a sentence for everything that is wrong
     */
    public SliTask toTask() {
        var wrong = new ArrayList<>(problems);
        Scope scope = attempt(() -> new Scope(project, stage, service), "data.", wrong);
        Timeframe timeframe = attempt(() -> Timeframe.parse(start, end), "data.get-sli: ", wrong);
        if (!wrong.isEmpty()) {
            throw new InvalidEventException("data", "the event cannot be used: " + String.join("; ", wrong));
        }
        return new SliTask(scope, chosenDeployment(), timeframe, indicators, filters, labels, gitcommitid);
    }

    /** @return the same request for other indicators */
    public GetSliTriggered withIndicators(List<String> others) {
        return new GetSliTriggered(
                project,
                stage,
                service,
                labels,
                sliProvider,
                start,
                end,
                others,
                filters,
                deployment,
                gitcommitid,
                problems);
    }

    /** The event's own value first, the label as a fallback (contract §12 no. 6). */
    private String chosenDeployment() {
        String named = deployment.isBlank() ? labels.getOrDefault("deployment", "") : deployment;
        return named.isBlank() ? SliTask.DEFAULT_DEPLOYMENT : named;
    }

    private static <T> T attempt(Supplier<T> part, String prefix, List<String> wrong) {
        try {
            return part.get();
        } catch (IllegalArgumentException e) {
            wrong.add(prefix + e.getMessage());
            return null;
        }
    }

    /** Reads one event and collects what is wrong with it. */
    private static final class Reader {
        private final KeptnEvent event;
        private final List<String> problems = new ArrayList<>();

        Reader(KeptnEvent event) {
            this.event = event;
        }

        GetSliTriggered read() {
            ObjectNode data = event.data();
            JsonNode getSli = data.path("get-sli");
            return new GetSliTriggered(
                    text(data, "project", "data.project"),
                    text(data, "stage", "data.stage"),
                    text(data, "service", "data.service"),
                    labels(data.path("labels")),
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

        private Map<String, String> labels(JsonNode node) {
            var labels = new LinkedHashMap<String, String>();
            if (!isAbsent(node) && !node.isObject()) {
                problems.add("data.labels is not an object");
            }
            limit(node, LABELS, "data.labels");
            node.properties().stream()
                    .limit(LABELS)
                    .filter(label -> !label.getValue().isNull())
                    .forEach(label ->
                            labels.put(label.getKey(), text(node, label.getKey(), "data.labels." + label.getKey())));
            return labels;
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

        /** What is over a limit is left out, and said: no evaluation needs that many. */
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
}
