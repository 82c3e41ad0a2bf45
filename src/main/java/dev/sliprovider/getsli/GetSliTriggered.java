package dev.sliprovider.getsli;

import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.InvalidEventException;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.sli.Filter;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.sli.SliTask;
import dev.sliprovider.sli.Timeframe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The data of {@code get-sli.triggered} (contract §1.4), read leniently, so that even a request that cannot be
 * fulfilled can be answered: texts stay as sent, and mistakes are listed.
 *
 * @param project as sent, or empty
 * @param stage as sent, or empty
 * @param service as sent, or empty
 * @param labels values that are numbers or booleans become texts
 * @param sliProvider name of the requested provider, or empty
 * @param start verbatim, or empty
 * @param end verbatim, or empty
 * @param indicators in order, duplicates included
 * @param filters in order
 * @param deployment as sent, or empty
 * @param gitcommitid of the envelope
 * @param problems the mistakes, a sentence each
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

    /** The type of these events. */
    public static final EventType TYPE = EventType.triggered("get-sli");

    /** Copies the lists. */
    public GetSliTriggered {
        indicators = List.copyOf(indicators);
        filters = List.copyOf(filters);
        problems = List.copyOf(problems);
    }

    /** @return the data of the event; never fails */
    public static GetSliTriggered from(KeptnEvent event) {
        return new GetSliReader(event).read();
    }

    /**
     * @return the request as a task
     * @throws InvalidEventException with a sentence for each mistake
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
}
