package dev.sliprovider.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What must not reach a cluster is refused when the chart is rendered, without showing what is secret. */
class WrongValuesTest {

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("transport: kafka", "transport"),
                Arguments.of("trnasport: nats", "trnasport"),
                Arguments.of("transport: polling", "replicaCount is 2"),
                Arguments.of("{transport: http, terminationGracePeriodSeconds: 30}", "distributor 10 s after it"),
                Arguments.of("{transport: polling, replicaCount: 1}", "polling.endpoint is missing"),
                Arguments.of("prometheus: {endpoint: 'http://me:tr0ub4dor@host'}", "prometheus.endpoint has a login"),
                Arguments.of("prometheus: {endpoint: 'host:9090'}", "prometheus.endpoint is no URL"),
                Arguments.of("prometheus: {endpoint: '', readSecrets: false}", "no Prometheus is known"),
                Arguments.of("prometheus: {endpoint: '', existingSecret: a}", "prometheus.endpoint is missing"),
                Arguments.of("prometheus: {projectSecrets: {Book Shop: a}}", "Book Shop"),
                Arguments.of("prometheus: {projectSecrets: {bookshop: My_Secret}}", "/prometheus/projectSecrets"),
                Arguments.of("prometheus: {existingSecret: 'a, key: b'}", "/prometheus/existingSecret"),
                Arguments.of("nats: {url: 'nats://me:tr0ub4dor@host'}", "nats.url has a login"),
                Arguments.of(
                        "{transport: http, replicaCount: 1, nats: {existingSecret: a}}", "distributor cannot log in"),
                Arguments.of("nats: {login: nkey}", "nats.existingSecret is missing"),
                Arguments.of("nats: {login: nkeys}", "/nats/login"),
                Arguments.of("prometheus: {existingSecret: a}", "prometheus.secretKeys is missing"),
                Arguments.of("prometheus: {secretKeys: [PROMETHEUS_USER]}", "prometheus.existingSecret is missing"),
                Arguments.of(
                        "prometheus: {existingSecret: a, secretKeys: [PROMETHEUS_PASWORD]}", "/prometheus/secretKeys"),
                Arguments.of(
                        "{transport: http, http: {distributor: {enabled: false}, sink: 'http://me:tr0ub4dor@broker/a'}}",
                        "http.sink has a login"),
                Arguments.of(
                        "{transport: polling, replicaCount: 1, polling: {endpoint: 'https://me:tr0ub4dor@keptn/api',"
                                + " existingSecret: keptn-api}}",
                        "polling.endpoint has a login"),
                Arguments.of("http: {sink: 'http://broker'}", "http.sink counts only"),
                Arguments.of("polling: {endpoint: 'http://keptn/api'}", "transport is jetstream"),
                Arguments.of("{transport: http, replicaCount: 1, subscription: {fixed: true}}", "subscription.fixed"),
                Arguments.of(ChartTest.KNATIVE + "\nsubscription: {stages: [dev]}", "filter in the Trigger"),
                Arguments.of("subscription: {projects: ['bookshop,museum']}", "/subscription/projects"),
                Arguments.of("subscription: {fixed: 'true'}", "/subscription/fixed"),
                Arguments.of("autoscaling: {enabled: true, minReplicas: 9}", "autoscaling.minReplicas is 9"),
                Arguments.of("jvm: {enabled: true}", "resources.limits.memory is 128Mi"),
                Arguments.of("resources: {limit: {memory: 1Gi}}", "limit"),
                Arguments.of("env: {PROMETHEUS_PASSWORD: tr0ub4dor}", "env.PROMETHEUS_PASSWORD would put a secret"),
                Arguments.of("env: {PROMETHEUS_PARAMETERS: key=tr0ub4dor}", "env.PROMETHEUS_PARAMETERS would put"),
                Arguments.of(
                        "env: {PROMETHEUS_OAUTH2_PARAMETERS: key=tr0ub4dor}", "env.PROMETHEUS_OAUTH2_PARAMETERS would"),
                Arguments.of(
                        "env: {PROMETHEUS_PROXY_URL: 'http://me:tr0ub4dor@proxy:3128'}",
                        "env.PROMETHEUS_PROXY_URL would put a secret"),
                Arguments.of(
                        "extraEnv: [{name: PROMETHEUS_PROXY_URL, value: 'http://me:tr0ub4dor@proxy:3128'}]",
                        "extraEnv PROMETHEUS_PROXY_URL would put a secret"),
                Arguments.of(
                        "extraEnv: [{name: PROMETHEUS_BEARER_TOKEN, value: tr0ub4dor}]",
                        "extraEnv PROMETHEUS_BEARER_TOKEN would put a secret"),
                Arguments.of("env: {NATS_URL: nats://other}", "env.NATS_URL is set by the chart"),
                Arguments.of("env: {SLI_PROVIDER_PROMETHEUS_CONCURRENCY: 8}", "/env"),
                Arguments.of("extraEnv: [{name: LOG_JSON, value: a}]", "extraEnv has LOG_JSON"),
                Arguments.of("podLabels: {app.kubernetes.io/name: other}", "podLabels has app.kubernetes.io/name"),
                Arguments.of("image: {tag: 'a:b'}", "/image/tag"),
                Arguments.of("nats: null", "nats"),
                Arguments.of("autoscaling: {minReplicas: null}", "minReplicas"),
                Arguments.of("rbac: {create: false, projects: [a]}", "only with rbac.create"),
                Arguments.of(
                        "{rbac: {projects: [a]}, prometheus: {readSecrets: false}}", "with prometheus.readSecrets"),
                Arguments.of("rbac: {projects: [a], allSecrets: true}", "limits nothing"),
                Arguments.of("rbac: {projects: ['*']}", "/rbac/projects"),
                Arguments.of("heap: 100m", "more than three quarters"),
                Arguments.of("heap: 1g", "more than three quarters"),
                Arguments.of("heap: 64Mi", "/heap"),
                Arguments.of("jvm: {options: -Xmx1g}", "set heap instead"),
                Arguments.of("networkPolicy: {eventsFrom: [a]}", "networkPolicy.eventsFrom counts only"),
                Arguments.of("networkPolicy: {enabled: false, metricsFrom: [a]}", "only with networkPolicy.enabled"),
                Arguments.of(
                        polling("oauth: {scopes: keptn}"),
                        "polling.oauth.tokenUrl or polling.oauth.discovery is missing"),
                Arguments.of(polling("oauth: {discovery: 'https://a'}"), "polling.oauth.scopes is missing"),
                Arguments.of(polling("interval: 0s"), "/polling/interval"),
                Arguments.of(
                        "polling: {existingSecret: a}", "polling.existingSecret is set, but transport is jetstream"),
                Arguments.of("polling: {caSecret: a}", "polling.caSecret is set, but transport is jetstream"),
                Arguments.of("polling: {projects: [a]}", "polling.projects is set, but transport is jetstream"),
                Arguments.of(
                        "polling: {oauth: {scopes: a, tokenUrl: 'https://a'}}",
                        "polling.oauth is set, but transport is jetstream"),
                Arguments.of(
                        "history: {database: {url: 'postgresql://db/sli'}}",
                        "history.database.existingSecret is missing"),
                Arguments.of("gate: {enabled: true}", "gate.tokensSecret is missing"),
                Arguments.of("gate: {tokensSecret: a}", "count only with gate.enabled"),
                Arguments.of(
                        "{transport: http, gate: {enabled: true, tokensSecret: a}}",
                        "gate.enabled cannot be used with a distributor"),
                Arguments.of(
                        "gate: {enabled: true, tokensSecret: a, ingress: {enabled: true}}",
                        "gate.ingress.host is missing"),
                Arguments.of(
                        "gate: {enabled: true, tokensSecret: a, ingress: {host: a.example.org}}",
                        "count only with gate.ingress.enabled"),
                Arguments.of(
                        "{gate: {enabled: true, tokensSecret: a, from: [b]}, networkPolicy: {enabled: false}}",
                        "gate.from counts only with networkPolicy.enabled"),
                Arguments.of(
                        "history: {claim: a, database: {url: 'postgresql://db/sli', existingSecret: b}}",
                        "history.claim and history.database.url exclude each other"),
                Arguments.of("history: {database: {existingSecret: a}}", "history.database.url is missing"),
                Arguments.of(
                        "history: {database: {url: 'postgresql://u:p@db/sli', existingSecret: a}}",
                        "/history/database/url"),
                Arguments.of("env: {QUARKUS_MANAGEMENT_PORT: '9001'}", "env.QUARKUS_MANAGEMENT_PORT moves"),
                Arguments.of("env: {QUARKUS_HTTP_PORT: '81'}", "env.QUARKUS_HTTP_PORT moves"),
                Arguments.of("env: {QUARKUS_HTTP_HOST: 127.0.0.1}", "env.QUARKUS_HTTP_HOST moves"),
                Arguments.of("extraEnv: [{name: quarkus_http_port, value: '81'}]", "extraEnv quarkus_http_port moves"),
                Arguments.of("jvm: {options: -Dquarkus.management.port=1}", "jvm.options moves"),
                Arguments.of("resources: {limits: {memory: 64M}}", "is 64M, but the program needs 64Mi"),
                Arguments.of("resources: {limits: {memory: 60000000}}", "but the program needs 64Mi"),
                Arguments.of("resources: {limits: {memory: 16Mi}}", "is 16Mi, but the program needs 64Mi"),
                Arguments.of("resources: {limits: {memory: 128MB}}", "no quantity of Kubernetes"),
                Arguments.of("{heap: 90m, resources: {limits: {memory: 0.1Gi}}}", "more than three quarters"),
                Arguments.of("heap: 102400k", "more than three quarters"),
                Arguments.of("heap: 1k", "the program needs 16m"),
                Arguments.of("resources: {requests: {memory: 256Mi}}", "more than resources.limits.memory 128Mi"),
                Arguments.of(
                        "resources: {requests: {cpu: 2}, limits: {cpu: 1500m}}",
                        "more than resources.limits.cpu 1500m"),
                Arguments.of(
                        "http: {distributor: {resources: {requests: {memory: 1Gi}}}}",
                        "more than http.distributor.resources.limits.memory 64Mi"),
                Arguments.of(
                        "{jvm: {enabled: true}, resources: {limits: {memory: 256M}}}",
                        "is 256M, which is for the native"),
                Arguments.of(
                        "env: {SLI_PROVIDER_EVENTS_DRAIN: 1m}",
                        "is 45, but the program may need 65 s (60 of SLI_PROVIDER_EVENTS_DRAIN and 5 for last words); set 70"),
                Arguments.of("env: {SLI_PROVIDER_EVENTS_DRAIN: 1m30s}", "may need 95 s"),
                Arguments.of("extraEnv: [{name: sli_provider_events_drain, value: PT60S}]", "may need 65 s"),
                Arguments.of("env: {SLI_PROVIDER_EVENTS_DRAIN: soon}", "SLI_PROVIDER_EVENTS_DRAIN is no duration"),
                Arguments.of("env: {SLI_PROVIDER_EVENTS_GRACE: 30s}", "SLI_PROVIDER_EVENTS_GRACE is 30 s, but"),
                Arguments.of("prometheus: {endpoint: 'http://a,b:9090'}", "prometheus.endpoint is no URL"),
                Arguments.of("prometheus: {endpoint: 'http://a,'}", "prometheus.endpoint is no URL"),
                Arguments.of("prometheus: {endpoint: 'http://a/api/v1/query'}", "leave /api/v1"),
                Arguments.of(
                        "prometheus: {existingSecret: a, secretKeys: [PROMETHEUS_USER, PROMETHEUS_BEARER_TOKEN]}",
                        "PROMETHEUS_USER and PROMETHEUS_BEARER_TOKEN, but there is one login only"),
                Arguments.of("image: {repository: 'p:0.1'}", "/image/repository"),
                Arguments.of("extraEnv: [{name: A, value: b}, {name: A, value: c}]", "extraEnv has A twice"),
                Arguments.of("provider: ' '", "/provider"),
                Arguments.of(
                        "extraEnv: [{name: sli_provider_api_token, value: tr0ub4dor}]",
                        "extraEnv sli_provider_api_token would put a secret"),
                Arguments.of(
                        "env: {JAVA_TOOL_OPTIONS: -Dsli-provider.api.token=tr0ub4dor}",
                        "env.JAVA_TOOL_OPTIONS would put a secret"),
                Arguments.of("jvm: {options: -Dsli-provider.api.token=tr0ub4dor}", "jvm.options would put a secret"),
                Arguments.of(
                        "extraEnv: [{name: HTTPS_PROXY, value: 'http://proxy?apikey=tr0ub4dor'}]",
                        "extraEnv HTTPS_PROXY would put a secret"),
                Arguments.of(
                        "prometheus: {endpoint: 'http://a?token=tr0ub4dor'}", "prometheus.endpoint would put a secret"),
                Arguments.of("serviceAccount: {name: Keptn}", "/serviceAccount/name"),
                Arguments.of("terminationGracePeriodSeconds: 5", "terminationGracePeriodSeconds"),
                Arguments.of("{transport: http, http: {distributor: {enabled: false}}}", "http.sink is missing"));
    }

    private static String polling(String value) {
        return "{transport: polling, replicaCount: 1, polling: {endpoint: 'https://keptn/api', existingSecret: a, %s}}"
                .formatted(value);
    }

    static Stream<String> right() {
        return Stream.of(
                polling("oauth: {scopes: keptn, discovery: 'https://a'}"),
                "resources: {limits: null}",
                "resources: {limits: {memory: 1e9}}",
                "resources: {limits: {memory: 200000000}}",
                "{heap: 75m, resources: {limits: {memory: 0.1Gi}}}",
                "env: {SLI_PROVIDER_EVENTS_DRAIN: PT25S}",
                "{env: {SLI_PROVIDER_EVENTS_DRAIN: 60s}, terminationGracePeriodSeconds: 70}",
                "env: {SLI_PROVIDER_EVENTS_DRAIN: 500ms, SLI_PROVIDER_EVENTS_GRACE: 0s}",
                "env: {HTTPS_PROXY: 'http://proxy:3128', PROMETHEUS_OAUTH2_TOKEN_URL: 'https://login/token'}",
                "prometheus: {endpoint: 'http://a, http://b'}",
                "image: {repository: 'localhost:5000/team/p'}");
    }

    /** The rules above are no wider than they have to be. */
    @ParameterizedTest
    @MethodSource("right")
    void a_value_that_is_near_a_wrong_one_is_taken(String values) {
        assertThat(Chart.text(values)).contains("kind: Deployment");
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void a_wrong_value_is_refused_in_words(String values, String words) {
        assertThatThrownBy(() -> Chart.text(values))
                .hasMessageContaining(words)
                .message()
                .doesNotContain("tr0ub4dor");
    }

    @Test
    void a_release_whose_name_no_service_may_have_is_refused_or_renamed() {
        assertThat(Chart.text("my.release", "")).contains("name: my-release").doesNotContain("name: my.release");
        assertThatThrownBy(() -> Chart.text("1st", "")).hasMessageContaining("begins with a digit");
    }
}
