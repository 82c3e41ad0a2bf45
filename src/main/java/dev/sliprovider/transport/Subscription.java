package dev.sliprovider.transport;

import dev.sliprovider.keptn.KeptnEvent;
import java.util.List;

/**
 * The events that an integration receives (contract §2.7, §4.1). An empty list stands for any.
 *
 * @param id assigned by Keptn, by which Keptn finds data of a subscription, such as the configuration of a webhook;
 *     empty for a configured subscription
 * @param subject type of events; {@code *} stands for one part of it, {@code >} at its end for one or more
 * @param projects exact names
 * @param stages exact names
 * @param services exact names
 */
public record Subscription(
        String id, String subject, List<String> projects, List<String> stages, List<String> services) {

    /** @return the same events without an id */
    public Subscription withoutId() {
        return new Subscription("", subject, projects, stages, services);
    }

    /** @return whether the subscription includes the event */
    boolean includes(KeptnEvent event) {
        return isOfType(event.type().name())
                && isAmong(projects, event, "project")
                && isAmong(stages, event, "stage")
                && isAmong(services, event, "service");
    }

    private static boolean isAmong(List<String> names, KeptnEvent event, String member) {
        return names.isEmpty() || names.contains(event.data().path(member).asText());
    }

    /** @return whether the subject includes this type, by the rules of NATS */
    public boolean isOfType(String type) {
        String[] wanted = subject.split("\\.", -1);
        String[] parts = type.split("\\.", -1);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals(">") && i == wanted.length - 1) {
                return parts.length > i;
            }
            if (i >= parts.length || !wanted[i].equals("*") && !wanted[i].equals(parts[i])) {
                return false;
            }
        }
        return wanted.length == parts.length;
    }
}
