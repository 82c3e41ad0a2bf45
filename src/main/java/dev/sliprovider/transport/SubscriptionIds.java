package dev.sliprovider.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.keptn.KeptnEvent;
import java.util.List;

/**
 * Tells work by which subscriptions an event came, in the member of the event's data in which Keptn's distributor and SDK
 * do (contract §2.7): {@code temporaryData.distributor.subscriptionID}. They deliver an event once for each subscription;
 * here it is delivered once, and all ids are in {@code subscriptionIDs}.
 */
final class SubscriptionIds {

    private SubscriptionIds() {}

    /**
     * @param matching in the order in which Keptn lists them; subscriptions without an id are left out
     * @return the event with the ids; a copy, because the event may be with other work already
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

    /** @return the members of an object, none if the node is something else: the data comes from outside */
    private static ObjectNode copy(JsonNode node) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        return node instanceof ObjectNode object ? copy.setAll(object) : copy;
    }
}
