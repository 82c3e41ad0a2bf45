package dev.sliprovider.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.http.Header;
import dev.sliprovider.http.HttpReply.Answered;
import dev.sliprovider.http.HttpRequest;
import dev.sliprovider.http.HttpRequest.Limits;
import dev.sliprovider.http.Route;
import dev.sliprovider.http.Route.Pool;
import dev.sliprovider.http.Secret;
import dev.sliprovider.http.Tls;
import dev.sliprovider.prometheus.PrometheusEndpoint.Target;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a secret looks like, an answer that repeats it is quoted without it. */
class RedactionPropertiesTest {

    private static final String SECRET = "tr0ub4dor";

    @Property
    void a_server_that_repeats_a_secret_is_not_quoted_with_it(@ForAll("secrets") String secret) {
        for (String sent : List.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8))) {
            assertThat(masked(secret, "no such key: <" + sent + ">")).doesNotContain(SECRET);
        }
    }

    /** The word that is looked for, between what cuts URLs, lines, headers and YAML. */
    @Provide
    static Arbitrary<String> secrets() {
        Arbitrary<String> noise = Arbitraries.oneOf(
                Arbitraries.of(
                                "@", ":", "/", "?", "#", " ", ",", "\n", "%", "%zz", "[", "\\", "=", "&", "://", "é",
                                "1")
                        .list()
                        .ofMaxSize(4)
                        .map(parts -> String.join("", parts)),
                Arbitraries.strings().ascii().ofMaxLength(5));
        return noise.flatMap(before -> noise.map(behind -> before + SECRET + behind));
    }

    private static String masked(String secret, String body) {
        var endpoint = new PrometheusEndpoint(
                List.of(new Target(URI.create("http://localhost"), Optional.empty())),
                new Credentials.None(),
                List.of(new Header("X-Key", new Secret(secret))),
                List.of(),
                Tls.USUAL,
                List.of());
        var answer = new Answered(
                401, name -> Optional.empty(), body.getBytes(StandardCharsets.UTF_8), HttpVersion.HTTP_1_1);
        HttpRequest sent = HttpRequest.get(
                URI.create("http://localhost"),
                endpoint.headers(),
                new Limits(Duration.ofSeconds(1), 0),
                new Route(Tls.USUAL, Optional.empty(), new Pool(Duration.ofSeconds(1), 1, true)));
        return ((Answered) Redaction.of(endpoint, sent, answer)).text();
    }
}
