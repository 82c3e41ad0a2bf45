package dev.sliprovider.controlplane;

import dev.sliprovider.keptn.EventType;
import dev.sliprovider.transport.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Logs the subscriptions that Keptn returns when they change.
 *
 * @param controlPlane address of the control plane, for messages
 * @param integration name under which the program is registered
 * @param configured subscriptions of the first registration
 * @param heard types of events that any enabled task or listener hears
 */
record SubscriptionLog(String controlPlane, String integration, List<Subscription> configured, Set<EventType> heard) {

    private static final Logger LOG = Logger.getLogger(SubscriptionLog.class);

    /**
     * @param before the subscriptions that Keptn returned the last time
     * @param now the subscriptions that Keptn returns; nothing is logged if they differ in their ids only
     */
    void changed(Optional<List<Subscription>> before, List<Subscription> now) {
        if (before.map(SubscriptionLog::withoutIds)
                .filter(withoutIds(now)::equals)
                .isPresent()) {
            return;
        }
        if (now.isEmpty()) {
            LOG.warn("Keptn has no subscriptions for this integration, so no event is answered; add one in Bridge");
            return;
        }
        String list = SubscriptionParser.describe(now);
        LOG.infof("registered with %s as %s; subscriptions: %s", controlPlane, integration, list);
        if (before.isEmpty() && !withoutIds(now).equals(configured)) {
            LOG.info(
                    "these subscriptions are stored in Keptn; the configured ones count for the first registration only");
        }
        warnOfMissing(now);
    }

    /** Keptn keeps the subscriptions of the first registration, so types that were added later are missing in them. */
    private void warnOfMissing(List<Subscription> now) {
        String missing = heard.stream()
                .map(EventType::name)
                .filter(type -> now.stream().noneMatch(subscription -> subscription.isOfType(type)))
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(TreeSet::new), types -> String.join(", ", types)));
        if (!missing.isEmpty()) {
            LOG.warnf(
                    "no subscription of the integration %s in Keptn includes %s, so these events do not arrive; add a"
                            + " subscription in Bridge, or delete the integration's registration while no replica runs",
                    integration, missing);
        }
    }

    private static List<Subscription> withoutIds(List<Subscription> subscriptions) {
        return subscriptions.stream().map(Subscription::withoutId).distinct().toList();
    }
}
