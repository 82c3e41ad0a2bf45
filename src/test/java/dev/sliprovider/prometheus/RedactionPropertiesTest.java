package dev.sliprovider.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.stream.Collectors;
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
            assertThat(masked(secret, 401, "no such key: <" + sent + ">")).doesNotContain(SECRET);
        }
    }

    /** Each kind of answer, with the secret in each encoding that a server may use. */
    @Property
    void no_kind_of_answer_keeps_it_when_it_is_read(@ForAll("secrets") String secret) throws Exception {
        for (String template : List.of(
                "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":%s}",
                "{\"status\":\"success\",\"data\":[%s]}",
                "{\"status\":\"success\",\"data\":{\"result\":[]},\"warnings\":[%s]}",
                "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{\"a\":%s}}]},\"infos\":[%1$s]}",
                "{\"error\":%s}",
                "%s")) {
            for (boolean escapesAll : List.of(false, true)) {
                String body = template.formatted(json("key <" + secret + ">", escapesAll));
                assertThat(new ObjectMapper()
                                .readTree(masked(secret, 200, body))
                                .toString())
                        .doesNotContain(SECRET);
            }
        }
    }

    private static String json(String text, boolean escapesAll) throws Exception {
        return escapesAll
                ? text.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining("", "\"", "\""))
                : new ObjectMapper().writeValueAsString(text);
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

    private static String masked(String secret, int status, String body) {
        var endpoint = new PrometheusEndpoint(
                List.of(new Target(URI.create("http://localhost"), Optional.empty())),
                new Credentials.None(),
                List.of(new Header("X-Key", new Secret(secret))),
                List.of(),
                Tls.USUAL,
                List.of());
        var answer = new Answered(
                status, name -> Optional.empty(), body.getBytes(StandardCharsets.UTF_8), HttpVersion.HTTP_1_1);
        HttpRequest sent = HttpRequest.get(
                URI.create("http://localhost"),
                endpoint.headers(),
                new Limits(Duration.ofSeconds(1), 0),
                new Route(Tls.USUAL, Optional.empty(), new Pool(Duration.ofSeconds(1), 1, true)));
        return ((Answered) Redaction.of(endpoint, sent, answer)).text();
    }
}
