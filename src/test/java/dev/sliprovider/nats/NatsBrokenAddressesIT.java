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
 * Reasons why NATS cannot be used at an address, one after the other: readiness reports each of them with the address, and
 * events are answered when the server works again.
 */
class NatsBrokenAddressesIT extends SingleReplica {

    private static final String TRUST = "QUARKUS_TLS_NATS_TRUST_STORE_PEM_CERTS";

    /**
     * A server that cannot be used.
     *
     * @param certificate of the server, or none if it speaks no TLS
     * @param says a regular expression for the message that the program has to give
     */
    private record BrokenServer(String name, Optional<Certificate> certificate, String says) {}

    @BeforeEach
    void prepare() throws IOException {
        server = new NatsServer(folder.resolve("nats"));
    }

    @Test
    void a_wrong_certificate_is_reported_until_it_is_replaced() throws Exception {
        Authority authority = Authority.in(folder.resolve("authority"));
        Certificate well = authority.issue("well", "127.0.0.1");
        List<BrokenServer> broken = List.of(
                new BrokenServer(
                        "tls-expired",
                        Optional.of(authority.issueExpired("expired", "127.0.0.1")),
                        "certificate is not accepted \\(NotAfter"),
                new BrokenServer(
                        "tls-of-another-host",
                        Optional.of(authority.issue("another", "keptn.example.org")),
                        "certificate is not accepted \\(No subject alternative names"),
                new BrokenServer(
                        "tls-of-a-stranger",
                        Optional.of(Authority.in(folder.resolve("stranger")).issue("strange", "127.0.0.1")),
                        "certificate is not accepted \\(.*certification path"),
                new BrokenServer("tls-to-a-plain-port", Optional.empty(), "(?i)SSL connection wanted by client"));
        server.client(options -> options.sslContext(well.context()));
        start(Optional.of(well));
        provider(Map.of(
                "NATS_URL",
                server.url().replace("nats:", "tls:"),
                TRUST,
                authority.ca().toString()));
        isAnswered();
        Footprint before = Footprint.of(provider.process());
        System.out.printf("%n%-46s %s%n", "unusable address of NATS", "what is said");
        for (BrokenServer each : Extent.of(broken)) {
            start(each.certificate());
            isTold(each.name(), each.says());
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
    void a_server_that_requires_tls_is_reported_until_it_does_not() throws Exception {
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
