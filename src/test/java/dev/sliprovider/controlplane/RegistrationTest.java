package dev.sliprovider.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sliprovider.fakekeptn.FakeKeptn;
import dev.sliprovider.fakekeptn.FakeKeptn.Fault;
import dev.sliprovider.keptnapi.Gateway;
import dev.sliprovider.transport.HeldGate;
import dev.sliprovider.transport.Subscription;
import dev.sliprovider.transport.Subscriptions;
import dev.sliprovider.transport.Transports;
import dev.sliprovider.waiting.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(BusTransportProfile.class)
class RegistrationTest {

    private static final String TRIGGERED = "sh.keptn.event.get-sli.triggered";
    private static final Subscription ALL = new Subscription("", TRIGGERED, List.of(), List.of(), List.of());
    private static final Subscription BOOKSHOP =
            new Subscription("", TRIGGERED, List.of("bookshop"), List.of("preprod"), List.of());
    private static final String BOOKSHOP_JSON = "[{'event': '" + TRIGGERED
            + "', 'filter': {'projects': ['bookshop'], 'stages': ['preprod'], 'services': null}}]";

    @Inject
    Gateway gateway;

    @Inject
    Transports transports;

    private final Subscriptions subscriptions = new Subscriptions(HeldGate.works());
    private final List<Registration> started = new ArrayList<>();
    private FakeKeptn keptn;

    @BeforeEach
    void start() {
        keptn = new FakeKeptn();
    }

    @AfterEach
    void stop() {
        started.forEach(Registration::stop);
        keptn.close();
    }

    @Test
    void it_registers_and_pings_and_is_ready() {
        Registration registration = begin("pod", "provider-x2k4p", "node", "worker-03", "version", "1.2.3");

        soon(() -> assertThat(keptn.pings()).hasSizeGreaterThan(2));
        JsonNode record = keptn.registrations().getFirst();
        assertThat(record.path("name").asText()).isEqualTo("prometheus-sli-provider");
        assertThat(record.path("metadata").toString())
                .contains("\"hostname\":\"worker-03\"", "\"integrationversion\":\"1.2.3\"")
                .contains("\"distributorversion\":\"0.15.0\"", "\"location\":\"control-plane\"")
                .contains("\"namespace\":\"keptn\"", "\"podname\":\"provider-x2k4p\"");
        assertThat(current()).containsExactly(ALL);
        assertThat(registration.trouble()).isEmpty();
    }

    @Test
    void a_second_replica_uses_the_record_of_the_first_one() {
        begin("node", "worker-03");
        soon(() -> assertThat(keptn.pings()).isNotEmpty());
        Registration second = begin("node", "worker-04");
        soon(() -> assertThat(second.trouble()).isEmpty());

        assertThat(keptn.registrations()).hasSize(1);
        assertThat(second.id()).contains("2134a132697d6cb38e0b41e95dd1ee1dc5166545");
        assertThat(Set.copyOf(keptn.pings())).containsExactly(second.id().orElseThrow());
    }

    @Test
    void what_is_changed_in_bridge_is_in_force_with_the_next_ping() throws Exception {
        var subjects = new CopyOnWriteArrayList<Set<String>>();
        subscriptions.onChange(subjects::add);
        begin();
        soon(() -> assertThat(current()).containsExactly(ALL));

        keptn.changeSubscriptions(json(BOOKSHOP_JSON));
        soon(() -> assertThat(current()).containsExactly(BOOKSHOP));
        keptn.changeSubscriptions(json("[{'event': 'sh.keptn.>'}, {'event': '" + TRIGGERED + "', 'filter': null}]"));
        soon(() -> assertThat(current()).hasSize(2).contains(ALL));
        keptn.changeSubscriptions(json("[{'event': 'sh.keptn.event.other.triggered'}]"));
        soon(() -> assertThat(current()).hasSize(1).doesNotContain(ALL));

        assertThat(subjects)
                .as("types of events that are wanted, told after each change")
                .containsExactly(Set.of(), Set.of(TRIGGERED), Set.of(TRIGGERED), Set.of(TRIGGERED), Set.of());
    }

    /** Keptn finds what belongs to a subscription by its id. */
    @Test
    void the_ids_of_subscriptions_are_kept() throws Exception {
        begin();
        soon(() -> assertThat(current()).containsExactly(ALL));
        String assigned = subscriptions.current().getFirst().id();
        assertThat(keptn.registrations().getFirst().path("subscriptions").toString())
                .contains("\"id\":\"" + assigned + "\"");

        keptn.changeSubscriptions(
                json("[{'id': 'all', 'event': '" + TRIGGERED + "'}, {'id': 'more', 'event': '" + TRIGGERED + "'}]"));
        soon(() ->
                assertThat(subscriptions.current()).extracting(Subscription::id).containsExactly("all", "more"));
    }

    @Test
    void a_replica_that_starts_anew_takes_the_stored_subscriptions_not_the_configured_ones() throws Exception {
        begin();
        soon(() -> assertThat(keptn.pings()).isNotEmpty());
        keptn.changeSubscriptions(json(BOOKSHOP_JSON));

        begin("topics", "sh.keptn.event.other.triggered");

        soon(() -> assertThat(current()).containsExactly(BOOKSHOP));
    }

    @Test
    void a_forgotten_registration_is_made_again_at_once_with_what_was_set_up_in_bridge() throws Exception {
        Registration registration = begin("ping-interval", "1s");
        soon(() -> assertThat(registration.trouble()).isEmpty());
        keptn.changeSubscriptions(json(BOOKSHOP_JSON));
        soon(() -> assertThat(current()).containsExactly(BOOKSHOP));
        keptn.forgetRegistrations();
        int before = keptn.pings().size();
        soon(() -> assertThat(keptn.pings()).hasSizeGreaterThan(before));
        long forgotten = System.nanoTime();

        soon(() -> assertThat(keptn.registrations()).hasSize(1));

        assertThat(Duration.ofNanos(System.nanoTime() - forgotten)).isLessThan(Duration.ofMillis(500));
        assertThat(keptn.registrations().getFirst().path("subscriptions").toString())
                .contains("\"projects\":[\"bookshop\"]", "\"stages\":[\"preprod\"]");
        assertThat(current()).containsExactly(BOOKSHOP);
    }

    @Test
    void without_a_control_plane_the_configured_subscriptions_are_in_force_until_there_is_one() throws Exception {
        keptn.close();
        Registration registration = begin("topics", TRIGGERED + ", sh.keptn.other.>", "projects", "bookshop,library");
        soon(() -> assertThat(current())
                .extracting(Subscription::subject, Subscription::projects)
                .containsExactly(
                        tuple(TRIGGERED, List.of("bookshop", "library")),
                        tuple("sh.keptn.other.>", List.of("bookshop", "library"))));
        assertThat(registration.trouble().orElseThrow())
                .contains("the control plane at http://localhost", "gives no answer (");

        keptn = new FakeKeptn(URI.create(keptn.url()).getPort());
        soon(() -> assertThat(registration.trouble()).isEmpty());
        keptn.changeSubscriptions(json(BOOKSHOP_JSON));
        soon(() -> assertThat(current()).containsExactly(BOOKSHOP));
    }

    @Test
    void while_the_control_plane_is_away_its_last_subscriptions_stay_and_it_is_told_once() throws Exception {
        try (var log = new LogLines(Heartbeat.class)) {
            Registration registration = begin("ping-interval", "20ms", "timeout", "100ms");
            soon(() -> assertThat(registration.trouble()).isEmpty());
            keptn.changeSubscriptions(json(BOOKSHOP_JSON));
            soon(() -> assertThat(current()).containsExactly(BOOKSHOP));

            keptn.fault(Fault.UNAVAILABLE);
            soon(() -> assertThat(registration.trouble())
                    .hasValueSatisfying(why -> assertThat(why).contains("HTTP 503: service unavailable")));
            keptn.fault(Fault.CUT);
            int requests = keptn.requests().size();
            soon(() -> assertThat(keptn.requests()).hasSizeGreaterThan(requests + 1));
            assertThat(current()).containsExactly(BOOKSHOP);
            keptn.fault(Fault.NONE);
            soon(() -> assertThat(registration.trouble()).isEmpty());

            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().getFirst())
                    .startsWith("WARN")
                    .contains("HTTP 503", TRIGGERED + ", projects bookshop, stages preprod");
            assertThat(log.lines().getLast()).isEqualTo("INFO the control plane responds again");
        }
    }

    @Test
    void a_control_plane_that_does_not_answer_in_time_is_one_that_is_away() {
        keptn.slow(Duration.ofSeconds(2));
        Registration registration = begin("timeout", "150ms");

        soon(() -> assertThat(current()).containsExactly(ALL));
        assertThat(registration.trouble().orElseThrow()).contains("gives no answer (nothing within 150 ms)");
        keptn.slow(Duration.ZERO);
        soon(() -> assertThat(registration.trouble()).isEmpty());
    }

    @Test
    void without_subscriptions_nothing_is_in_force_and_it_is_ready() throws Exception {
        try (var log = new LogLines(SubscriptionLog.class)) {
            Registration registration = begin();
            soon(() -> assertThat(current()).containsExactly(ALL));
            keptn.changeSubscriptions(json("[]"));
            soon(() -> assertThat(current()).isEmpty());
            int pings = keptn.pings().size();
            soon(() -> assertThat(keptn.pings()).hasSizeGreaterThan(pings + 2));

            assertThat(registration.trouble()).isEmpty();
            assertThat(log.lines()).filteredOn(line -> line.startsWith("WARN")).hasSize(1);
        }
    }

    /** Keptn keeps the subscriptions of an installed program, so it does not know the types of new work. */
    @Test
    void a_type_that_no_stored_subscription_includes_is_named_once_in_the_log() throws Exception {
        try (var log = new LogLines(SubscriptionLog.class)) {
            Registration registration = begin();
            soon(() -> assertThat(registration.trouble()).isEmpty());
            assertThat(log.lines()).noneMatch(line -> line.startsWith("WARN"));
            keptn.changeSubscriptions(json("[{'event': 'sh.keptn.event.other.triggered'}]"));
            soon(() -> assertThat(current()).isNotEmpty().doesNotContain(ALL));
            int pings = keptn.pings().size();
            soon(() -> assertThat(keptn.pings()).hasSizeGreaterThan(pings + 2));

            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("WARN"))
                    .containsExactly(
                            "WARN no subscription of the integration prometheus-sli-provider in Keptn includes "
                                    + TRIGGERED
                                    + ", so these events do not arrive; add a subscription in Bridge, or delete the"
                                    + " integration's registration while no replica runs");
            keptn.changeSubscriptions(json("[{'event': 'sh.keptn.event.>'}]"));
            soon(() -> assertThat(log.lines())
                    .last(InstanceOfAssertFactories.STRING)
                    .contains("sh.keptn.event.>"));
        }
    }

    @Test
    void fixed_subscriptions_are_in_force_without_a_request() {
        Registration registration =
                begin("disable-registration", "true", "stages", "preprod", "services", "cart, catalog");

        assertThat(current())
                .containsExactly(
                        new Subscription("", TRIGGERED, List.of(), List.of("preprod"), List.of("cart", "catalog")));
        assertThat(registration.trouble()).isEmpty();
        assertThat(registration.id()).isEmpty();
        Awaitility.await().during(Duration.ofMillis(200)).until(() -> keptn.requests()
                .isEmpty());
    }

    @Test
    void it_unregisters_only_if_asked_to() {
        Registration stays = begin();
        soon(() -> assertThat(stays.trouble()).isEmpty());
        stays.stop();
        stays.leave().await().indefinitely();
        assertThat(keptn.registrations()).hasSize(1);

        Registration leaves = begin("unregister", "true");
        soon(() -> assertThat(leaves.trouble()).isEmpty());
        leaves.stop();
        leaves.leave().await().indefinitely();
        assertThat(keptn.registrations()).isEmpty();
    }

    @Test
    void leaving_takes_a_second_at_most() {
        Registration registration = begin("unregister", "true", "timeout", "10s");
        soon(() -> assertThat(registration.trouble()).isEmpty());
        keptn.slow(Duration.ofSeconds(5));

        long began = System.nanoTime();
        registration.leave().await().indefinitely();

        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(2));
    }

    @Test
    void nothing_changes_once_the_process_ends() throws Exception {
        Registration registration = begin();
        soon(() -> assertThat(current()).containsExactly(ALL));
        registration.stop();
        keptn.changeSubscriptions(json(BOOKSHOP_JSON));

        Awaitility.await().during(Duration.ofMillis(200)).until(() -> current().equals(List.of(ALL)));
    }

    @Test
    void a_setting_that_cannot_be_used_is_a_sentence() {
        assertThatThrownBy(() -> begin("topics", "sh.keptn event"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sli-provider.control-plane.topics (PUBSUB_TOPIC): \"sh.keptn event\"");
        assertThatThrownBy(() -> begin("ping-interval", "10m"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 30 s");
        assertThatThrownBy(() -> begin("url", "http://u:tr0ub4dor@bad host/"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("sli-provider.control-plane.url cannot be used")
                .hasMessageNotContaining("tr0ub4dor");
        assertThatThrownBy(() -> begin("timeout", "0s")).hasMessageContaining("control-plane.timeout");
    }

    /** Keptn assigns ids that differ in each run. */
    private List<Subscription> current() {
        return subscriptions.current().stream().map(Subscription::withoutId).toList();
    }

    private Registration begin(String... settings) {
        var all = new ArrayList<>(List.of("url", keptn.url()));
        all.addAll(List.of(settings));
        ControlPlaneConfig config = ControlPlaneSettings.with(all.toArray(String[]::new));
        new ControlPlaneSettingsCheck(config).check();
        var registration =
                new Registration(config, new ControlPlane(config, gateway), subscriptions, transports, gateway);
        started.add(registration);
        registration.start();
        return registration;
    }

    private static void soon(ThrowingRunnable holds) {
        Eventually.await().pollInterval(Duration.ofMillis(5)).untilAsserted(holds);
    }

    private static ArrayNode json(String text) throws Exception {
        return (ArrayNode) new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
