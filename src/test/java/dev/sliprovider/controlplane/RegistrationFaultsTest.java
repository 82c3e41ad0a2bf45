package dev.sliprovider.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sliprovider.faults.Fault;
import dev.sliprovider.faults.FaultyPeer;
import dev.sliprovider.faults.HttpFaults;
import dev.sliprovider.keptnapi.Gateway;
import dev.sliprovider.transport.HeldGate;
import dev.sliprovider.transport.Subscriptions;
import dev.sliprovider.transport.Transports;
import dev.sliprovider.waiting.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ServerSocketFactory;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * A control plane that fails in every way, all at once: each is told by readiness, the configured subscriptions are in
 * force meanwhile, and the registration comes when it is well. Entries of its log end in time.
 */
@QuarkusTest
@TestProfile(BusTransportProfile.class)
class RegistrationFaultsTest {

    private static final String WELL = "{\"id\":\"7\",\"subscriptions\":[]}";
    private static final Duration TIMEOUT = Duration.ofMillis(600);

    @Inject
    Gateway gateway;

    @Inject
    Transports transports;

    private final Map<String, Registration> registrations = new HashMap<>();
    private final Map<String, Subscriptions> subscriptions = new HashMap<>();
    private volatile boolean isWell;

    @Test
    void every_fault_is_told_and_the_registration_comes_when_it_is_over() throws Exception {
        List<Fault> faults = HttpFaults.all();
        try (var peer = new FaultyPeer(
                request -> isWell ? Optional.empty() : named(request, faults),
                request -> Fault.whole(200, WELL),
                ServerSocketFactory.getDefault())) {
            faults.forEach(fault -> begin(peer, fault));
            Eventually.await().untilAsserted(() -> {
                var softly = new SoftAssertions();
                faults.forEach(fault -> softly.assertThat(trouble(fault))
                        .as(fault.name())
                        .containsPattern(fault.says())
                        .contains("the control plane at http://" + peer.authority()));
                softly.assertAll();
            });
            System.out.printf("%n%-46s %s%n", "fault of the control plane", "what is said");
            faults.forEach(fault -> System.out.printf("control-plane-%-32s %s%n", fault.name(), trouble(fault)));
            assertThat(subscriptions.values())
                    .allSatisfy(known -> assertThat(known.current()).hasSize(1));

            isWell = true;
            // A pause may have grown to some seconds by now.
            Eventually.await().untilAsserted(() -> assertThat(registrations.values())
                    .allSatisfy(each -> assertThat(each.trouble()).isEmpty()));
            assertThat(subscriptions.values())
                    .allSatisfy(known -> assertThat(known.current()).isEmpty());
            // Long before FaultyPeer.PATIENCE is over, after which the peer itself closes them.
            Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> peer.leftOpen() == 0);
        } finally {
            registrations.values().forEach(Registration::stop);
        }
    }

    @Test
    void an_entry_of_the_log_ends_in_time_whatever_becomes_of_it() throws Exception {
        List<Fault> faults = HttpFaults.all();
        try (var peer = new FaultyPeer(
                request -> named(request, faults),
                request -> Fault.whole(200, WELL),
                ServerSocketFactory.getDefault())) {
            List<Uni<RequestOutcome>> entries = faults.stream()
                    .map(fault ->
                            new ControlPlane(config(peer, fault), gateway).log(JsonNodeFactory.instance.objectNode()))
                    .toList();
            List<RequestOutcome> replies = Uni.join()
                    .all(entries)
                    .andCollectFailures()
                    .await()
                    .atMost(TIMEOUT.multipliedBy(2).plusSeconds(5));
            assertThat(replies).hasSameSizeAs(faults).hasAtLeastOneElementOfType(RequestOutcome.Failed.class);
            // Long before FaultyPeer.PATIENCE is over, after which the peer itself closes them.
            Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> peer.leftOpen() == 0);
        }
    }

    private void begin(FaultyPeer peer, Fault fault) {
        ControlPlaneConfig config = config(peer, fault);
        var known = new Subscriptions(HeldGate.works());
        var registration = new Registration(config, new ControlPlane(config, gateway), known, transports, gateway);
        subscriptions.put(fault.name(), known);
        registrations.put(fault.name(), registration);
        registration.start();
    }

    private static ControlPlaneConfig config(FaultyPeer peer, Fault fault) {
        return ControlPlaneSettings.with(
                "url", "http://" + peer.authority() + "/" + fault.name(), "timeout", TIMEOUT.toMillis() + "ms");
    }

    private String trouble(Fault fault) {
        return registrations.get(fault.name()).trouble().orElse("");
    }

    private static Optional<Fault> named(String request, List<Fault> faults) {
        return faults.stream()
                .filter(fault -> request.contains(" /" + fault.name() + "/"))
                .findFirst();
    }
}
