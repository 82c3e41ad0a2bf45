package dev.sliprovider.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.faults.BrokenAddresses;
import dev.sliprovider.faults.BrokenAddresses.BrokenAddress;
import dev.sliprovider.faults.Fault;
import dev.sliprovider.http.Connections;
import dev.sliprovider.peers.Authority;
import dev.sliprovider.secrets.Secrets;
import dev.sliprovider.waiting.Eventually;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@link BrokenAddresses} as addresses of the Kubernetes API: each is reported with the Secret that cannot be read. */
class KubernetesBrokenAddressesTest {

    private static Vertx vertx;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_door_that_does_not_open_is_told_with_the_secret_behind_it() throws Exception {
        Authority authority = Authority.in(folder.resolve("authority"));
        Path account = Files.createDirectories(folder.resolve("account"));
        Files.writeString(account.resolve("token"), Secrets.MARKER);
        Files.writeString(account.resolve("namespace"), "keptn");
        Files.copy(authority.ca(), account.resolve("ca.crt"));
        try (var addresses =
                new BrokenAddresses(authority, folder.resolve("stranger"), request -> Fault.whole(404, "{}"))) {
            // The API is always asked over TLS.
            for (BrokenAddress address : addresses.all().stream()
                    .filter(each -> !each.name().equals("plain-to-a-tls-port"))
                    .toList()) {
                Throwable failure = secrets(URI.create(address.url()), account)
                        .of("shop")
                        .onItem()
                        .<Throwable>transform(found -> new AssertionError("a Secret: " + found))
                        .onFailure()
                        .recoverWithItem(told -> told)
                        .await()
                        .atMost(Eventually.LIMIT);
                assertThat(failure)
                        .as(address.name())
                        .isInstanceOf(EndpointException.class)
                        .message()
                        .startsWith("the Kubernetes Secret keptn/prometheus-credentials-shop cannot be read: ")
                        .containsPattern(address.says())
                        .doesNotContain(Secrets.MARKER);
            }
        }
    }

    private static KubernetesSecrets secrets(URI address, Path account) {
        var config = new SmallRyeConfigBuilder()
                .withMapping(KubernetesConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "sli-provider.kubernetes.host", address.getHost(),
                                "sli-provider.kubernetes.port", "" + address.getPort(),
                                "sli-provider.kubernetes.service-account", account.toString()),
                        "test",
                        100))
                .build();
        var kubernetes = config.getConfigMapping(KubernetesConfig.class);
        return new KubernetesSecrets(kubernetes, new KubernetesApi(kubernetes, new Connections(vertx)));
    }
}
