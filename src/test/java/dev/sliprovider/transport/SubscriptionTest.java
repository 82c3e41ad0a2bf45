package dev.sliprovider.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.KeptnEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionTest {

    private static final String TRIGGERED = "sh.keptn.event.get-sli.triggered";

    @ParameterizedTest
    @CsvSource({
        "sh.keptn.event.get-sli.triggered, true",
        "sh.keptn.event.*.triggered, true",
        "*.*.*.*.*, true",
        "sh.keptn.>, true",
        ">, true",
        "sh.keptn.event.get-sli.triggered.>, false",
        "sh.keptn.event.get-sli, false",
        "sh.keptn.event.*, false",
        "sh.keptn.*.triggered, false",
        "sh.keptn.event.get-sli.triggered.more, false",
        "sh.keptn.event.get-sli.finished, false",
        "sh.keptn.>.triggered, false",
        "sh.keptn.event.get-*.triggered, false",
        "SH.keptn.event.get-sli.triggered, false"
    })
    void subjects_are_matched_as_nats_does(String subject, boolean includes) {
        assertThat(subscription(subject, "", "", "").includes(event("bookshop", "preprod", "catalog")))
                .isEqualTo(includes);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            '',               '',      '',      true
            bookshop,         '',      '',      true
            library bookshop, '',      '',      true
            library,          '',      '',      false
            Bookshop,         '',      '',      false
            book,             '',      '',      false
            bookshop,         preprod, catalog, true
            bookshop,         preprod, cart,    false
            bookshop,         prod,    catalog, false
            '',               '',      catalog, true
            """)
    void filters_are_exact_and_all_of_them_count(String projects, String stages, String services, boolean includes) {
        assertThat(subscription(TRIGGERED, projects, stages, services)
                        .includes(event("bookshop", "preprod", "catalog")))
                .isEqualTo(includes);
    }

    @Test
    void an_event_without_a_service_is_not_one_of_a_certain_service() {
        KeptnEvent event = read("{'project': 'bookshop'}");
        assertThat(subscription(TRIGGERED, "bookshop", "", "").includes(event)).isTrue();
        assertThat(subscription(TRIGGERED, "bookshop", "", "catalog").includes(event))
                .isFalse();
    }

    @Test
    void who_needs_the_wanted_types_is_told_of_changes_only() {
        var subscriptions = new Subscriptions(HeldGate.works());
        var told = new ArrayList<Set<String>>();
        subscriptions.onChange(told::add);
        List<Subscription> two = List.of(subscription("sh.keptn.>", "p", "", ""), subscription(TRIGGERED, "q", "", ""));

        subscriptions.replace(two);
        subscriptions.replace(List.copyOf(two));
        subscriptions.replace(List.of(subscription("sh.keptn.event.other.triggered", "", "", "")));

        assertThat(told).containsExactly(Set.of(), Set.of(TRIGGERED), Set.of());
    }

    private static Subscription subscription(String subject, String projects, String stages, String services) {
        return new Subscription("", subject, names(projects), names(stages), names(services));
    }

    private static List<String> names(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    private static KeptnEvent event(String project, String stage, String service) {
        return read("{'project': '%s', 'stage': '%s', 'service': '%s'}".formatted(project, stage, service));
    }

    private static KeptnEvent read(String data) {
        String json =
                "{'specversion': '1.0', 'id': '1', 'source': 's', 'type': '" + TRIGGERED + "', 'data': " + data + "}";
        return EventFormat.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
