package dev.sliprovider.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.fakekeptn.Certificate;
import dev.sliprovider.faults.Extent;
import dev.sliprovider.faults.Footprint;
import dev.sliprovider.peers.Authority;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Doors of NATS that do not open, one after the other at the same address: each is told by readiness with the address, and
 * events are answered when it is well again.
 */
class NatsDoorsIT extends OneProvider {

    private static final String TRUST = "QUARKUS_TLS_NATS_TRUST_STORE_PEM_CERTS";

    /**
     * What may be behind the address.
     *
     * @param certificate of the server, or none if it speaks no TLS
     * @param says what has to be said of it, a regular expression
     */
    private record Door(String name, Optional<Certificate> certificate, String says) {}

    @BeforeEach
    void prepare() throws IOException {
        server = new NatsServer(folder.resolve("nats"));
    }

    @Test
    void a_door_for_tls_that_does_not_open_is_told_until_it_does() throws Exception {
        Authority authority = Authority.in(folder.resolve("authority"));
        Certificate well = authority.issue("well", "127.0.0.1");
        List<Door> doors = List.of(
                new Door(
                        "tls-expired",
                        Optional.of(authority.issueExpired("expired", "127.0.0.1")),
                        "certificate is not accepted \\(NotAfter"),
                new Door(
                        "tls-of-another-host",
                        Optional.of(authority.issue("another", "keptn.example.org")),
                        "certificate is not accepted \\(No subject alternative names"),
                new Door(
                        "tls-of-a-stranger",
                        Optional.of(Authority.in(folder.resolve("stranger")).issue("strange", "127.0.0.1")),
                        "certificate is not accepted \\(.*certification path"),
                new Door("tls-to-a-plain-port", Optional.empty(), "(?i)SSL connection wanted by client"));
        server.client(options -> options.sslContext(well.context()));
        start(Optional.of(well));
        provider(Map.of(
                "NATS_URL",
                server.url().replace("nats:", "tls:"),
                TRUST,
                authority.ca().toString()));
        isAnswered();
        Footprint before = Footprint.of(provider.process());
        System.out.printf("%n%-46s %s%n", "door of NATS", "what is said");
        for (Door door : Extent.of(doors)) {
            start(door.certificate());
            isTold(door.name(), door.says());
        }
        server.stop();
        isTold("port-closed", "(?i)refused");
        start(Optional.of(well));
        isAnswered();
        assertThat(provider.log()).doesNotContain("\tat ", "bug:");
        before.assertNotLeftBy(provider.process());
    }

    @Test
    @EnabledIfSystemProperty(named = "faults", matches = "all")
    void a_server_that_wants_tls_is_told_until_it_does_without() throws Exception {
        start(Optional.of(Authority.in(folder.resolve("authority")).issue("well", "127.0.0.1")));
        provider(Map.of("NATS_URL", server.url()));
        isTold("plain-to-a-tls-port", "(?i)SSL required by server");
        start(Optional.empty());
        isAnswered();
    }

    private void isAnswered() throws Exception {
        provider.awaitReady();
        try (var bus = new Bus(server)) {
            bus.awaitFinished(bus.trigger("quick"));
        }
    }

    private void isTold(String name, String says) {
        String address = server.url().replaceFirst("nats:", "");
        String said = provider.awaitTrouble("NATS at \\w+:" + address + " cannot be reached: [^\"]*" + says + "[^\"]*");
        System.out.printf("nats-%-41s %s%n", name, said);
    }

    private void start(Optional<Certificate> certificate) throws IOException {
        server.stop();
        server.arguments(certificate
                        .map(known -> new String[] {
                            "--tls",
                            "--tlscert",
                            known.pem().toString(),
                            "--tlskey",
                            known.key().toString()
                        })
                        .orElseGet(() -> new String[0]))
                .start();
    }

    private void provider(Map<String, String> more) throws IOException {
        var settings = new HashMap<>(Map.of("SLI_PROVIDER_NATS_SETTLE_TIME", "300ms"));
        settings.putAll(more);
        provider = Provider.start(folder, prometheus, settings);
    }
}
