package dev.sliprovider.transport;

import com.fasterxml.jackson.databind.node.ArrayNode;
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

    /** @param matching in the order in which Keptn lists them; subscriptions without an id are left out */
    static void add(KeptnEvent event, List<Subscription> matching) {
        List<String> ids = matching.stream()
                .map(Subscription::id)
                .filter(id -> !id.isEmpty())
                .toList();
        if (ids.isEmpty()) {
            return;
        }
        ObjectNode distributor = object(object(event.data(), "temporaryData"), "distributor");
        distributor.put("subscriptionID", ids.getFirst());
        ArrayNode all = distributor.putArray("subscriptionIDs");
        ids.forEach(all::add);
    }

    /** A member of another type is replaced: the data comes from outside. */
    private static ObjectNode object(ObjectNode parent, String member) {
        return parent.get(member) instanceof ObjectNode existing ? existing : parent.putObject(member);
    }
}
