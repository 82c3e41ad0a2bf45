package dev.sliprovider.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.http.Excerpt;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The stores of a Thanos Querier, each with its last error: without one of them, responses are partial. */
final class StoresCheck {

    private static final String STORES = "stores";
    /** Stores that are named, the failing ones first. */
    private static final int SHOWN = 10;

    /** @param error its last one; empty if the last check succeeded */
    private record Store(String kind, String name, String error) {

        private boolean isHealthy() {
            return error.isEmpty();
        }

        @Override
        public String toString() {
            return kind + " " + name + " " + (isHealthy() ? "ok" : "fails: " + error);
        }
    }

    private StoresCheck() {}

    static Uni<StepResult> of(ServerProbe probe) {
        return probe.get(STORES).map(ServerProbe::json).map(StoresCheck::finding);
    }

    /** @return skipped if the server reports none, as all but Thanos do */
    static StepResult finding(JsonNode answer) {
        List<Store> stores = stores(answer.path("data"));
        long failing = stores.stream().filter(store -> !store.isHealthy()).count();
        if (stores.isEmpty()) {
            return StepResult.skipped(Step.STORES, "the server reports none");
        }
        String each = stores.stream()
                .sorted((one, other) -> Boolean.compare(one.isHealthy(), other.isHealthy()))
                .limit(SHOWN)
                .map(Store::toString)
                .collect(Collectors.joining("; "));
        String text = (stores.size() - failing) + " of " + stores.size() + " answer: " + each
                + (stores.size() > SHOWN ? "; and " + (stores.size() - SHOWN) + " more" : "");
        return failing == 0
                ? StepResult.ok(Step.STORES, text)
                : StepResult.warning(
                        Step.STORES,
                        text,
                        "look at the stores that fail: until they answer, responses are partial and indicators have no"
                                + " value");
    }

    /** Lists by the kind of the component that offers the store. */
    private static List<Store> stores(JsonNode data) {
        var stores = new ArrayList<Store>();
        data.properties().forEach(kind -> kind.getValue()
                .forEach(store -> stores.add(new Store(
                        Excerpt.of(kind.getKey(), 40),
                        Excerpt.of(store.path("name").asText("without a name"), 120),
                        error(store.path("lastError"))))));
        return stores;
    }

    /** Null or missing without an error; older versions write an object without members for an error that has no text. */
    private static String error(JsonNode said) {
        if (said.isMissingNode() || said.isNull()) {
            return "";
        }
        return said.isTextual()
                ? Excerpt.ofReason(said.asText())
                : said.isEmpty() ? "an error without words" : Excerpt.ofReason(said.toString());
    }
}
