package dev.sliprovider.faults;

import dev.sliprovider.cli.Program;
import dev.sliprovider.cli.Program.Result;
import dev.sliprovider.faults.BrokenAddresses.BrokenAddress;
import dev.sliprovider.peers.Authority;
import dev.sliprovider.secrets.Secrets;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@link BrokenAddresses} on the way to Keptn: names, ports and certificates of the resource-service and of the server of access
 * tokens. {@link ServeBrokenAddressesIT} has the control plane, the datastore and the sink.
 */
class BrokenAddressesIT {

    private static final int AT_ONCE = 2;
    /** The client is the same; what differs is who is named. */
    private static final Set<String> OF_TOKENS = Set.of("name-unknown", "tls-of-a-stranger");

    @TempDir
    Path folder;

    @Test
    void an_address_that_cannot_be_used_is_reported_with_the_name_of_its_service() throws Exception {
        Authority authority = Authority.in(folder.resolve("authority"));
        Map<String, Future<Result>> results = new LinkedHashMap<>();
        try (var addresses =
                        new BrokenAddresses(authority, folder.resolve("stranger"), request -> Fault.whole(404, "{}"));
                var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (BrokenAddress address : Extent.of(addresses.all())) {
                String trust = authority.ca().toString();
                results.put(
                        "resource-service-" + address.name(),
                        threads.submit(getSli(trust, Map.of("RESOURCE_SERVICE", address.url()))));
                if (OF_TOKENS.contains(address.name())) {
                    results.put(
                            "keptn-tokens-" + address.name(),
                            threads.submit(getSli(
                                    trust,
                                    Map.of(
                                            "KEPTN_API_ENDPOINT", "http://127.0.0.1:9/api",
                                            "OAUTH_CLIENT_ID", "provider",
                                            "OAUTH_CLIENT_SECRET", Secrets.MARKER,
                                            "OAUTH_SCOPES", "openid",
                                            "OAUTH_TOKEN_URL", address.url() + "/token"))));
                }
            }
            System.out.printf("%n%-46s %8s  %s%n", "unusable address of Keptn", "exit", "what is said");
            var softly = new SoftAssertions();
            for (String name : results.keySet()) {
                BrokenAddress address = addresses.all().stream()
                        .filter(each -> name.endsWith("-" + each.name()))
                        .findFirst()
                        .orElseThrow();
                Result result = results.get(name).get();
                String said = (result.out() + result.err()).replaceAll("\\s+", " ");
                System.out.printf("%-46s %8d  %.400s%n", name, result.exitCode(), said);
                softly.assertThat(result.exitCode()).as(name).isEqualTo(2);
                softly.assertThat(said)
                        .as(name)
                        .containsPattern(address.says())
                        .contains(URI.create(address.url()).getAuthority())
                        .doesNotContain(Secrets.MARKER, "\tat ", "bug:");
            }
            softly.assertAll();
        }
    }

    private static Callable<Result> getSli(String trust, Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "QUARKUS_TLS_KEPTN_TRUST_STORE_PEM_CERTS", trust,
                "SLI_PROVIDER_RESOURCE_TIMEOUT", "20s",
                "SLI_PROVIDER_RESOURCE_RETRIES", "0"));
        settings.putAll(more);
        return () -> Program.run(
                settings,
                "",
                "get-sli",
                "--prometheus=http://127.0.0.1:9",
                "--project=bookshop",
                "--stage=preprod",
                "--service=catalog",
                "--indicator=good");
    }
}
