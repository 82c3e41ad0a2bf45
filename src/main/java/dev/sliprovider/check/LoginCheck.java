package dev.sliprovider.check;

import dev.sliprovider.http.Excerpt;
import dev.sliprovider.http.Header;
import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.http.Secret;
import dev.sliprovider.http.Tls.Identity;
import dev.sliprovider.prometheus.Credentials;
import dev.sliprovider.prometheus.PrometheusEndpoint;
import dev.sliprovider.prometheus.QueryFailure;
import dev.sliprovider.prometheus.QueryFailure.Kind;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks that the server does not refuse our credentials, and says which kinds were sent. */
final class LoginCheck {

    /** Characters of a challenge that are shown. */
    private static final int CHALLENGE = 120;

    private LoginCheck() {}

    static Uni<StepResult> of(ServerProbe probe) {
        PrometheusEndpoint endpoint = probe.endpoint();
        return probe.firstRequest().map(first -> first.login()
                .map(failure -> StepResult.failed(Step.LOGIN, failure, "check the OAuth2 settings")
                        .and(sent(endpoint)))
                .or(() -> first.failure(Kind::isCredentialsRefused).map(failure -> refused(first, failure, endpoint)))
                .orElseGet(() -> first.isOfApi() ? taken(endpoint) : unknown(first, endpoint)));
    }

    private static StepResult refused(FirstRequest first, QueryFailure failure, PrometheusEndpoint endpoint) {
        String wanted = first.answer()
                .flatMap(answer -> answer.header().apply("WWW-Authenticate"))
                .map(challenge -> ", the server asks for " + Excerpt.of(challenge, CHALLENGE))
                .orElse("");
        return StepResult.failed(Step.LOGIN, failure, "").and(sent(endpoint) + wanted);
    }

    private static String sent(PrometheusEndpoint endpoint) {
        List<String> kinds = kinds(endpoint);
        return kinds.isEmpty() ? "; no credentials were sent" : "; sent: " + String.join(", ", kinds);
    }

    /** A proxy or gateway in front of the server may respond before the credentials are checked. */
    private static StepResult unknown(FirstRequest first, PrometheusEndpoint endpoint) {
        String status = first.answer().map(answer -> "HTTP " + answer.status()).orElse("nothing");
        return StepResult.warning(
                Step.LOGIN,
                "not known: the query API has not answered (" + status + ")" + sent(endpoint),
                "first find out what answers instead of it");
    }

    private static StepResult taken(PrometheusEndpoint endpoint) {
        List<String> kinds = kinds(endpoint);
        String text = kinds.isEmpty() ? "no credentials were asked for" : "not refused: " + String.join(", ", kinds);
        return ending(endpoint)
                .map(certificate -> StepResult.warning(
                        Step.LOGIN,
                        text,
                        "renew the client certificate in time, in PROMETHEUS_TLS_CERT and PROMETHEUS_TLS_KEY"))
                .orElseGet(() -> StepResult.ok(Step.LOGIN, text));
    }

    /** Kinds and names of the credentials, never their values. */
    static List<String> kinds(PrometheusEndpoint endpoint) {
        var kinds = new ArrayList<String>();
        switch (endpoint.credentials()) {
            case Credentials.None none -> {}
            case Credentials.Authorization(Secret value) -> kinds.add(kind(value.reveal()));
            case Credentials.ClientCredentials credentials ->
                kinds.add("OAuth2 access token of "
                        + HttpAddress.describe(credentials.client().address()));
        }
        if (!endpoint.headers().isEmpty()) {
            kinds.add(endpoint.headers().stream().map(Header::name).collect(Collectors.joining(", ", "headers ", "")));
        }
        certificate(endpoint)
                .map(own -> "client certificate " + Certificates.subject(own) + ", "
                        + Certificates.validity(own.getNotAfter().toInstant(), Instant.now()))
                .ifPresent(kinds::add);
        return kinds;
    }

    private static String kind(String authorization) {
        if (authorization.startsWith("Basic ")) {
            return "basic authentication";
        }
        return authorization.startsWith("Bearer ") ? "bearer token" : "header Authorization";
    }

    private static Optional<X509Certificate> ending(PrometheusEndpoint endpoint) {
        return certificate(endpoint)
                .filter(own -> Certificates.isSoon(own.getNotAfter().toInstant(), Instant.now()));
    }

    private static Optional<X509Certificate> certificate(PrometheusEndpoint endpoint) {
        return endpoint.tls().identity().flatMap(LoginCheck::certificate);
    }

    private static Optional<X509Certificate> certificate(Identity identity) {
        try {
            var pem = new ByteArrayInputStream(identity.certificate().getBytes(StandardCharsets.UTF_8));
            return CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                    .findFirst()
                    .map(X509Certificate.class::cast);
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }
}
