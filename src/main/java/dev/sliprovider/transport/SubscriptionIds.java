package dev.sliprovider.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.keptn.KeptnEvent;
import java.util.List;

/**
 * Adds the ids of the matching subscriptions to the data of an event. Keptn's distributor and SDK deliver an event once for
 * each subscription, with its id in {@code temporaryData.distributor.subscriptionID} (contract §2.7). This program delivers
 * it once: that member has the first id, and {@code subscriptionIDs} beside it has all of them.
 */
final class SubscriptionIds {

    private SubscriptionIds() {}

    /**
     * @param matching in the order in which Keptn lists them; subscriptions without an id are left out
     * @return a copy of the event with the ids; other work may use the event itself already
     */
    static KeptnEvent add(KeptnEvent event, List<Subscription> matching) {
        List<String> ids = matching.stream()
                .map(Subscription::id)
                .filter(id -> !id.isEmpty())
                .toList();
        if (ids.isEmpty()) {
            return event;
        }
        ObjectNode data = copy(event.data());
        ObjectNode temporary = copy(data.path("temporaryData"));
        ObjectNode distributor = copy(temporary.path("distributor"));
        distributor.put("subscriptionID", ids.getFirst());
        ids.forEach(distributor.putArray("subscriptionIDs")::add);
        data.set("temporaryData", temporary.set("distributor", distributor));
        return event.withData(data);
    }

    /** @return a copy of the members of an object; no members for another type of node, since the data is untrusted */
    private static ObjectNode copy(JsonNode node) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        return node instanceof ObjectNode object ? copy.setAll(object) : copy;
    }
}
