package dev.sliprovider.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.keptn.EventType;
import dev.sliprovider.transport.Subscription;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads subscriptions from the configuration and from responses of the control plane. */
final class SubscriptionParser {

    private static final int SUBJECT_LENGTH = 255;

    /** Names joined by dots; {@code *} stands for one name, {@code >} for the rest. */
    private static final Pattern SUBJECT = Pattern.compile(">|(\\*|[^\\s.*>]+)(\\.(\\*|[^\\s.*>]+))*(\\.>)?");

    private SubscriptionParser() {}

    /**
     * @param heard types of events that the enabled tasks and listeners hear, the default topics
     * @return a subscription for each topic, all with the same filter
     * @throws IllegalArgumentException naming a topic that is not valid
     */
    static List<Subscription> configured(ControlPlaneConfig config, Set<EventType> heard) {
        Set<String> topics = topics(config);
        if (topics.isEmpty()) {
            topics = heard.stream().map(EventType::name).collect(Collectors.toCollection(TreeSet::new));
        }
        List<String> projects = List.copyOf(names(config.projects()));
        List<String> stages = List.copyOf(names(config.stages()));
        List<String> services = List.copyOf(names(config.services()));
        return topics.stream()
                .map(topic -> new Subscription("", topic, projects, stages, services))
                .toList();
    }

    /** @throws IllegalArgumentException naming a topic that is not valid */
    static Set<String> topics(ControlPlaneConfig config) {
        Set<String> topics = names(config.topics());
        topics.stream().filter(topic -> !isSubject(topic)).findFirst().ifPresent(topic -> {
            throw new IllegalArgumentException("sli-provider.control-plane.topics (PUBSUB_TOPIC): \"" + topic
                    + "\" is not a type of events; expected names joined by dots, such as "
                    + EventType.triggered("test") + ", where a whole name may be * and the last one >");
        });
        return topics;
    }

    /**
     * Reads the response to a ping (contract §4.1). Keptn stores any JSON (contract §4.2). A malformed subscription is
     * skipped completely: without its filter, events of other projects would be answered.
     *
     * @return empty if the response is not an integration
     */
    static Optional<List<Subscription>> read(JsonNode integration) {
        JsonNode list = integration.path("subscriptions");
        if (list.isNull()) {
            return Optional.of(List.of());
        }
        if (!list.isArray()) {
            return Optional.empty();
        }
        var subscriptions = new LinkedHashSet<Subscription>();
        list.forEach(entry -> subscription(entry).ifPresent(subscriptions::add));
        return Optional.of(List.copyOf(subscriptions));
    }

    /** @return the subscriptions as text for the log */
    static String describe(List<Subscription> subscriptions) {
        return subscriptions.isEmpty()
                ? "none"
                : subscriptions.stream()
                        .map(SubscriptionParser::describe)
                        .distinct()
                        .collect(Collectors.joining("; "));
    }

    private static String describe(Subscription subscription) {
        return subscription.subject()
                + limit("projects", subscription.projects())
                + limit("stages", subscription.stages())
                + limit("services", subscription.services());
    }

    private static String limit(String what, List<String> names) {
        return names.isEmpty() ? "" : ", " + what + " " + String.join(" ", names);
    }

    private static Optional<Subscription> subscription(JsonNode entry) {
        String subject = entry.path("event").asText();
        JsonNode filter = entry.path("filter");
        Optional<List<String>> projects = texts(filter.path("projects"));
        Optional<List<String>> stages = texts(filter.path("stages"));
        Optional<List<String>> services = texts(filter.path("services"));
        boolean isFilter = filter.isObject() || isAbsent(filter);
        if (!isSubject(subject) || !isFilter || projects.isEmpty() || stages.isEmpty() || services.isEmpty()) {
            return Optional.empty();
        }
        String id = entry.path("id").asText();
        return Optional.of(new Subscription(id, subject, projects.get(), stages.get(), services.get()));
    }

    private static Optional<List<String>> texts(JsonNode list) {
        if (isAbsent(list)) {
            return Optional.of(List.of());
        }
        if (!list.isArray() || !StreamSupport.stream(list.spliterator(), false).allMatch(JsonNode::isTextual)) {
            return Optional.empty();
        }
        var texts = new ArrayList<String>();
        list.forEach(text -> texts.add(text.textValue()));
        return Optional.of(List.copyOf(texts));
    }

    private static boolean isSubject(String text) {
        return text.length() <= SUBJECT_LENGTH && SUBJECT.matcher(text).matches();
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static Set<String> names(Optional<List<String>> setting) {
        return setting.orElse(List.of()).stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
