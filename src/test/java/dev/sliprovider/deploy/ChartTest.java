package dev.sliprovider.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Helm makes of the chart is what Kubernetes takes and the program understands. */
class ChartTest {

    /** Names that do not stand in the tables of the configuration: Kubernetes', Java's, the sidecar's own. */
    private static final Set<String> OTHERS = Set.of("JAVA_TOOL_OPTIONS", "POD_NAMESPACE");

    private static final String POLLING = """
            transport: polling
            replicaCount: 1
            polling:
              endpoint: https://keptn.example.org/api
              existingSecret: keptn-api
              caSecret: keptn-ca
              projects: [bookshop, museum]
              oauth: {scopes: keptn, tokenUrl: "https://login.example.org/token"}
            """;

    private static final String DISTRIBUTOR = "transport: http";

    static final String KNATIVE = """
            transport: http
            http: {distributor: {enabled: false}, sink: 'http://broker-ingress.knative-eventing/keptn/default'}
            """;

    private static final String GATE = """
            gate:
              enabled: true
              tokensSecret: gate-tokens
              from: [argo]
              ingress: {enabled: true, className: nginx, host: gate.example.org, tlsSecret: gate-tls, annotations: {a: b}}
            history: {claim: evaluations}
            """;

    private static final String EVERYTHING = """
            prometheus:
              existingSecret: prometheus
              secretKeys: [PROMETHEUS_USER, PROMETHEUS_PASSWORD]
              projectSecrets: {bookshop: bookshop-prometheus}
            autoscaling: {enabled: true}
            networkPolicy: {enabled: true, metricsFrom: [monitoring]}
            serviceMonitor: {enabled: true, labels: {release: monitoring}}
            rbac: {projects: [museum]}
            jvm: {enabled: true}
            resources: {limits: {memory: 512Mi}}
            env: {SLI_PROVIDER_PROMETHEUS_CONCURRENCY: "8"}
            history: {database: {url: "postgresql://db:5432/sli", existingSecret: sli-database, caSecret: db-ca}}
            image: {pullSecrets: [{name: registry}]}
            nodeSelector: {pool: keptn}
            podLabels: {team: sre}
            podAnnotations: {note: text}
            tolerations: [{key: keptn, operator: Exists}]
            priorityClassName: high
            """;

    static Stream<Arguments> modes() {
        return Stream.of(
                Arguments.of("jetstream", ""),
                Arguments.of("nats", "{transport: nats, nats: {existingSecret: nats, caSecret: nats-ca}}"),
                Arguments.of("nkey", "nats: {existingSecret: nats, login: nkey}"),
                Arguments.of("credentials", "nats: {existingSecret: nats, login: credentials}"),
                Arguments.of("token", "nats: {existingSecret: nats, login: token}"),
                Arguments.of("distributor", DISTRIBUTOR),
                Arguments.of("knative", KNATIVE),
                Arguments.of("polling", POLLING),
                Arguments.of("evaluator", "{transport: http, lighthouse: {enabled: true, projects: [shop]}}"),
                Arguments.of("gate", GATE),
                Arguments.of("everything", EVERYTHING));
    }

    @Test
    void a_database_has_its_credentials_from_a_secret() {
        String database = "history: {database: {url: 'postgresql://db:5432/sli', existingSecret: sli-database}}";
        assertThat(variables(database))
                .contains(
                        "SLI_PROVIDER_HISTORY_DATABASE_URL",
                        "SLI_PROVIDER_HISTORY_DATABASE_USER",
                        "SLI_PROVIDER_HISTORY_DATABASE_PASSWORD_FILE",
                        "SLI_PROVIDER_HISTORY_DATABASE_TLS")
                .doesNotContain("SLI_PROVIDER_HISTORY_DATABASE_PASSWORD", "QUARKUS_TLS_HISTORY_TRUST_STORE_PEM_CERTS");
        assertThat(variables("")).noneMatch(name -> name.contains("HISTORY"));
    }

    @Test
    void the_gate_has_its_tokens_from_a_secret_and_its_port_from_the_namespaces_that_may_ask() {
        List<Map<String, Object>> objects = Chart.objects(GATE);
        assertThat(variables(GATE)).contains("SLI_PROVIDER_GATE_TOKENS_FILE", "SLI_PROVIDER_HISTORY_DIRECTORY");
        assertThat(Chart.one(objects, "Service").toString()).contains("port=8080");
        assertThat(Chart.at(Chart.one(objects, "NetworkPolicy"), "spec").toString())
                .contains("metadata.name=argo");
        assertThat(Chart.one(objects, "Ingress").toString())
                .contains("path=/evaluations", "path=/services", "secretName=gate-tls")
                .doesNotContain("path=/events", "path=/,");
        assertThat(Chart.one(objects, "Deployment").toString())
                .contains("secretName=gate-tokens", "claimName=evaluations");
        assertThat(variables("")).noneMatch(name -> name.contains("GATE"));
    }

    @Test
    void helm_finds_nothing_wrong() {
        assertThat(Chart.helm().lint().call().isFailed()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modes")
    void kubernetes_knows_every_field(String mode, String values) throws IOException {
        List<Map<String, Object>> objects = Chart.objects(values);
        assertThat(objects).extracting(object -> object.get("kind")).contains("Deployment", "Service");
        for (Map<String, Object> object : objects) {
            Schemas.check(object);
        }
    }

    @Test
    void the_check_of_fields_notices_a_misspelt_one() {
        Map<String, Object> misspelt = Map.of("kind", "Service", "spec", Map.of("prots", List.of()));
        assertThatThrownBy(() -> Schemas.check(misspelt)).hasMessageContaining("prots");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modes")
    void the_program_knows_every_variable(String mode, String values) throws IOException {
        Set<String> known = known();
        assertThat(variables(values)).isNotEmpty().allSatisfy(name -> assertThat(
                        known.contains(name) || OTHERS.contains(name))
                .as(name)
                .isTrue());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modes")
    void pods_are_restricted_and_have_probes_that_restart_nothing_for_others(String mode, String values) {
        Map<String, Object> pod = pod(values);
        assertThat(Chart.map(pod.get("securityContext")))
                .containsEntry("runAsNonRoot", true)
                .containsEntry("seccompProfile", Map.of("type", "RuntimeDefault"));
        for (Map<String, Object> container : containers(pod)) {
            assertThat(Chart.map(container.get("securityContext")))
                    .containsEntry("readOnlyRootFilesystem", true)
                    .containsEntry("allowPrivilegeEscalation", false)
                    .containsEntry("capabilities", Map.of("drop", List.of("ALL")));
        }
        assertThat(Chart.at(provider(values), "livenessProbe.httpGet"))
                .isEqualTo(Map.of("path", "/q/health/live", "port", "management"));
        assertThat(Chart.at(provider(values), "readinessProbe.httpGet"))
                .isEqualTo(Map.of("path", "/q/health/ready", "port", "management"));
    }

    @Test
    void polling_never_has_two_that_answer() {
        List<Map<String, Object>> objects = Chart.objects(POLLING);
        Map<String, Object> spec = Chart.at(Chart.one(objects, "Deployment"), "spec");
        assertThat(spec.get("replicas")).isEqualTo(1);
        assertThat(spec.get("strategy")).isEqualTo(Map.of("type", "Recreate"));
    }

    /** It registers, brings the events and takes the answers. */
    @Test
    void a_distributor_is_waited_for_at_the_start_and_outlives_the_program() {
        Map<String, Object> pod = pod(DISTRIBUTOR);
        assertThat(Chart.list(pod.get("containers"))).extracting("name").containsExactly("provider");
        Map<String, Object> distributor = Chart.list(pod.get("initContainers")).getLast();
        assertThat(distributor).containsEntry("name", "distributor").containsEntry("restartPolicy", "Always");
        assertThat((int) pod.get("terminationGracePeriodSeconds")).isGreaterThanOrEqualTo(25 + 10);
    }

    /** Contract 5.3: since Keptn 0.12 it answers on localhost only, so the pod would never be ready. */
    @Test
    void a_distributor_is_asked_for_its_health_only_where_somebody_says_that_it_answers() {
        assertThat(Chart.list(pod(DISTRIBUTOR).get("initContainers")).getLast()).doesNotContainKey("readinessProbe");
        Map<String, Object> old = Chart.list(pod("{transport: http, http: {distributor: {healthPort: 10999}}}")
                        .get("initContainers"))
                .getLast();
        assertThat(Chart.at(old, "readinessProbe.httpGet")).isEqualTo(Map.of("path", "/health", "port", 10999));
    }

    /** Kubernetes starts init containers one after the other: without image or Secret the sidecar would take events for nobody. */
    @Test
    void a_sidecar_takes_no_event_before_image_and_secrets_of_the_program_are_there() {
        String values = DISTRIBUTOR + "\nprometheus: {existingSecret: a, secretKeys: [PROMETHEUS_BEARER_TOKEN]}";
        Map<String, Object> first =
                Chart.list(pod(values).get("initContainers")).getFirst();
        Map<String, Object> program = provider(values);
        assertThat(first)
                .containsEntry("args", List.of("--version"))
                .containsEntry("image", program.get("image"))
                .containsEntry("env", program.get("env"))
                .containsEntry("resources", program.get("resources"))
                .doesNotContainKey("restartPolicy");
        assertThat(pod("")).doesNotContainKey("initContainers");
    }

    @Test
    void a_distributor_gets_no_token_of_the_service_account() {
        Map<String, Object> pod = pod(DISTRIBUTOR);
        assertThat(pod).containsEntry("automountServiceAccountToken", false);
        assertThat(containers(pod).stream()
                        .filter(container -> container.toString().contains("/var/run/secrets/kubernetes.io"))
                        .map(container -> container.get("name")))
                .containsExactly("provider");
        assertThat(pod("")).containsEntry("automountServiceAccountToken", true);
        assertThat(Chart.text(DISTRIBUTOR + "\nprometheus: {readSecrets: false}"))
                .doesNotContain("service-account");
    }

    @Test
    void events_over_http_beside_another_transport_are_let_in_by_service_and_network() {
        String values = "{env: {SLI_PROVIDER_EVENTS_OVER_HTTP: 'true'}, networkPolicy: {eventsFrom: [shop]}}";
        assertThat(ports(values)).containsExactly("http", "management");
        assertThat(Chart.at(Chart.one(Chart.objects(values), "NetworkPolicy"), "spec")
                        .get("ingress")
                        .toString())
                .contains("port=http", "kubernetes.io/metadata.name=shop");
        assertThat(ports("env: {SLI_PROVIDER_EVENTS_OVER_HTTP: 'false'}")).containsExactly("management");
    }

    @Test
    void a_pod_that_is_not_ready_holds_up_no_drain_where_kubernetes_can_be_told() {
        assertThat(Chart.at(Chart.one(Chart.objects(""), "PodDisruptionBudget"), "spec"))
                .containsEntry("unhealthyPodEvictionPolicy", "AlwaysAllow");
        assertThat(Chart.at(Chart.one(Chart.objects("", "1.26.0"), "PodDisruptionBudget"), "spec"))
                .doesNotContainKey("unhealthyPodEvictionPolicy");
    }

    /** The chart's own version might be another one than what is behind a digest. */
    @Test
    void a_digest_without_a_tag_is_the_version() {
        Map<String, Object> deployment =
                Chart.one(Chart.objects("image: {digest: 'sha256:%s'}".formatted("a".repeat(64))), "Deployment");
        assertThat(Chart.at(deployment, "metadata.labels"))
                .containsEntry("app.kubernetes.io/version", "sha256-" + "a".repeat(12));
    }

    @Test
    void a_cluster_that_cannot_let_a_distributor_outlive_the_program_gets_it_as_a_container_all_the_same() {
        Map<String, Object> pod =
                Chart.at(Chart.one(Chart.objects(DISTRIBUTOR, "1.28.15"), "Deployment"), "spec.template.spec");
        assertThat(pod).doesNotContainKey("initContainers");
        Map<String, Object> distributor = Chart.list(pod.get("containers")).getLast();
        assertThat(distributor).containsEntry("name", "distributor").doesNotContainKey("restartPolicy");
    }

    /** Contract §2.1: without a group each distributor would get every event. */
    @Test
    void distributors_of_two_replicas_share_the_events_so_one_may_take_over_from_another() {
        Map<String, Object> deployment = Chart.one(Chart.objects(DISTRIBUTOR), "Deployment");
        assertThat(Chart.at(deployment, "spec")).containsEntry("replicas", 2);
        assertThat(Chart.at(deployment, "spec.strategy.rollingUpdate"))
                .isEqualTo(Map.of("maxUnavailable", 0, "maxSurge", 1));
        Map<String, Object> distributor =
                Chart.list(pod(DISTRIBUTOR).get("initContainers")).getLast();
        assertThat(Chart.list(distributor.get("env")))
                .contains(Map.of("name", "PUBSUB_GROUP", "value", "prometheus-sli-provider"));
    }

    @Test
    void behind_a_distributor_events_are_taken_from_inside_the_pod_only() {
        assertThat(value(DISTRIBUTOR, "QUARKUS_HTTP_HOST")).isEqualTo("127.0.0.1");
        assertThat(variables(KNATIVE)).doesNotContain("QUARKUS_HTTP_HOST");
        assertThat(ports(DISTRIBUTOR)).containsExactly("management");
        assertThat(ports(KNATIVE)).containsExactly("http", "management");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modes")
    void the_network_lets_nobody_in_who_is_not_needed(String mode, String values) {
        Map<String, Object> policy = Chart.at(Chart.one(Chart.objects(values), "NetworkPolicy"), "spec");
        assertThat(policy.get("policyTypes")).isEqualTo(List.of("Ingress"));
        List<Object> ports = Chart.list(policy.get("ingress")).stream()
                .flatMap(rule -> Chart.list(rule.get("ports")).stream())
                .map(port -> port.get("port"))
                .toList();
        boolean isOpen = List.of("knative", "gate").contains(mode);
        assertThat(ports).isEqualTo(isOpen ? List.of("management", "http") : List.of("management"));
    }

    @Test
    void who_may_post_events_can_be_limited_to_namespaces() {
        Map<String, Object> policy = Chart.at(
                Chart.one(Chart.objects(KNATIVE + "networkPolicy: {eventsFrom: [knative-eventing]}"), "NetworkPolicy"),
                "spec");
        assertThat(Chart.list(policy.get("ingress")).getLast().get("from"))
                .isEqualTo(List.of(Map.of(
                        "namespaceSelector",
                        Map.of("matchLabels", Map.of("kubernetes.io/metadata.name", "knative-eventing")))));
    }

    /** Else a misspelt name would be a program without a login. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("modes")
    void a_pod_does_not_start_without_a_secret_that_is_named(String mode, String values) {
        assertThat(Chart.text(values)).doesNotContain("optional");
    }

    @Test
    void only_keys_that_are_named_are_taken_from_secrets() {
        assertThat(variables("prometheus: {existingSecret: a, secretKeys: [PROMETHEUS_BEARER_TOKEN]}"))
                .contains("PROMETHEUS_BEARER_TOKEN")
                .doesNotContain("PROMETHEUS_USER");
        assertThat(variables("nats: {existingSecret: a, login: token}"))
                .contains("SLI_PROVIDER_NATS_TOKEN")
                .doesNotContain("SLI_PROVIDER_NATS_USER");
        assertThat(variables(POLLING)).contains("KEPTN_API_TOKEN", "OAUTH_CLIENT_SECRET");
        assertThat(variables(POLLING.replaceAll(".*oauth.*", "")))
                .contains("KEPTN_API_TOKEN")
                .doesNotContain("OAUTH_CLIENT_SECRET");
    }

    static Stream<Arguments> heaps() {
        return Stream.of(
                Arguments.of("", "64m"),
                Arguments.of("resources: {limits: {memory: 64Mi}}", "32m"),
                Arguments.of("resources: {limits: {memory: 1Gi}}", "512m"),
                Arguments.of("resources: {limits: {memory: null}}", "64m"),
                Arguments.of("resources: {limits: {memory: 100M}}", "47m"),
                Arguments.of("resources: {limits: {memory: 200000000}}", "95m"),
                Arguments.of("resources: {limits: {memory: 1.5Gi}}", "768m"),
                Arguments.of("heap: 80m", "80m"));
    }

    @ParameterizedTest
    @MethodSource("heaps")
    void the_heap_is_half_of_the_limit_unless_it_is_given(String values, String heap) {
        assertThat(provider(values).get("args")).isEqualTo(List.of("-Xmx" + heap, "serve"));
    }

    @Test
    void the_heap_of_the_jvm_is_an_option_because_arguments_are_the_programs() {
        String values = "{jvm: {enabled: true}, resources: {limits: {memory: 512Mi}}}";
        assertThat(provider(values).get("args")).isEqualTo(List.of("serve"));
        assertThat(value(values, "JAVA_TOOL_OPTIONS")).isEqualTo("-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m");
    }

    @Test
    void without_projects_there_is_no_role_and_all_secrets_have_to_be_asked_for() {
        assertThat(Chart.objects("")).extracting("kind").doesNotContain("Role", "RoleBinding");
        Map<String, Object> role = Chart.one(Chart.objects("rbac: {allSecrets: true}"), "Role");
        assertThat(Chart.list(role.get("rules")).getFirst()).doesNotContainKey("resourceNames");
    }

    @Test
    void secrets_are_read_by_name_and_nothing_else() {
        Map<String, Object> role = Chart.one(Chart.objects(EVERYTHING), "Role");
        assertThat(Chart.list(role.get("rules")))
                .containsExactly(Map.of(
                        "apiGroups", List.of(""),
                        "resources", List.of("secrets"),
                        "verbs", List.of("get"),
                        "resourceNames", List.of("prometheus-credentials-museum")));
    }

    @Test
    void with_the_evaluation_task_config_maps_of_the_projects_are_read_by_name() {
        String values = "{lighthouse: {enabled: true}, rbac: {projects: [museum]}}";
        assertThat(Chart.list(Chart.one(Chart.objects(values), "Role").get("rules")))
                .hasSize(2)
                .contains(Map.of(
                        "apiGroups", List.of(""),
                        "resources", List.of("configmaps"),
                        "verbs", List.of("get"),
                        "resourceNames", List.of("lighthouse-config", "lighthouse-config-museum")));
        assertThat(variables(values)).contains("SLI_PROVIDER_LIGHTHOUSE_ENABLED");
    }

    @Test
    void without_secrets_and_names_the_evaluation_task_may_read_any_config_map_and_has_a_token() {
        String values = "{lighthouse: {enabled: true}, prometheus: {readSecrets: false}}";
        assertThat(Chart.list(Chart.one(Chart.objects(values), "Role").get("rules")))
                .singleElement()
                .satisfies(rule -> assertThat(rule)
                        .containsEntry("resources", List.of("configmaps"))
                        .doesNotContainKey("resourceNames"));
        assertThat(pod(values)).containsEntry("automountServiceAccountToken", true);
    }

    @Test
    void with_a_list_of_projects_the_evaluation_task_reads_no_config_map() {
        String values = "{lighthouse: {enabled: true, projects: [shop, museum]}, prometheus: {readSecrets: false}}";
        assertThat(Chart.objects(values)).extracting("kind").doesNotContain("Role");
        assertThat(pod(values)).containsEntry("automountServiceAccountToken", false);
        assertThat(Chart.text(values)).contains("{name: SLI_PROVIDER_LIGHTHOUSE_PROJECTS, value: \"shop,museum\"}");
    }

    @Test
    void a_distributor_brings_the_events_of_the_evaluation_task_too() {
        assertThat(Chart.text("{transport: http, lighthouse: {enabled: true}}"))
                .contains("\"sh.keptn.event.get-sli.triggered,sh.keptn.event.evaluation.triggered\"");
        assertThat(Chart.text("")).doesNotContainIgnoringCase("lighthouse");
    }

    @Test
    void volumes_have_names_that_kubernetes_takes_whatever_a_project_is_called() {
        String longest = "a".repeat(200);
        Map<String, Object> pod =
                pod("prometheus: {projectSecrets: {%s: a, %sb: b, ends-with-: c}}".formatted(longest, longest));
        List<Object> names = Chart.list(pod.get("volumes")).stream()
                .map(volume -> volume.get("name"))
                .toList();
        assertThat(names).hasSize(4).doesNotHaveDuplicates().allSatisfy(name -> assertThat((String) name)
                .matches("[a-z]([-a-z0-9]{0,61}[a-z0-9])?"));
        assertThat(Chart.list(Chart.list(pod.get("containers")).getFirst().get("volumeMounts")))
                .extracting(mount -> mount.get("name"))
                .containsExactlyInAnyOrderElementsOf(names)
                .isNotEmpty();
    }

    @Test
    void a_file_to_log_in_with_is_mounted() {
        String values = "nats: {existingSecret: nats, login: nkey}";
        assertThat(variables(values)).contains("SLI_PROVIDER_NATS_NKEY_FILE").doesNotContain("SLI_PROVIDER_NATS_USER");
        assertThat(Chart.list(pod(values).get("volumes")))
                .contains(Map.of(
                        "name",
                        "nats-login",
                        "secret",
                        Map.of("secretName", "nats", "items", List.of(Map.of("key", "nkey", "path", "nkey")))));
    }

    @Test
    void a_long_tag_and_a_digest_make_a_label_and_an_image_that_kubernetes_takes() {
        String values = "image: {tag: %s-_, digest: 'sha256:%s'}".formatted("1".repeat(62), "a".repeat(64));
        Map<String, Object> deployment = Chart.one(Chart.objects(values), "Deployment");
        assertThat(Chart.at(deployment, "metadata.labels").get("app.kubernetes.io/version"))
                .isEqualTo("1".repeat(62));
        assertThat(provider(values).get("image")).isEqualTo("prometheus-sli-provider@sha256:" + "a".repeat(64));
    }

    @Test
    void pods_live_longer_than_the_program_needs_to_end() {
        assertThat((int) pod("").get("terminationGracePeriodSeconds")).isGreaterThanOrEqualTo(30);
    }

    private static Map<String, Object> pod(String values) {
        return Chart.at(Chart.one(Chart.objects(values), "Deployment"), "spec.template.spec");
    }

    private static Map<String, Object> provider(String values) {
        return Chart.list(pod(values).get("containers")).getFirst();
    }

    private static List<Map<String, Object>> containers(Map<String, Object> pod) {
        return Stream.of("initContainers", "containers")
                .filter(pod::containsKey)
                .flatMap(kind -> Chart.list(pod.get(kind)).stream())
                .toList();
    }

    private static List<Object> ports(String values) {
        return Chart.list(Chart.at(Chart.one(Chart.objects(values), "Service"), "spec")
                        .get("ports"))
                .stream()
                .map(port -> port.get("name"))
                .toList();
    }

    private static Object value(String values, String variable) {
        return Chart.list(provider(values).get("env")).stream()
                .filter(entry -> entry.get("name").equals(variable))
                .findFirst()
                .orElseThrow()
                .get("value");
    }

    private static List<String> variables(String values) {
        return Chart.list(provider(values).get("env")).stream()
                .map(variable -> (String) variable.get("name"))
                .toList();
    }

    /** Every variable and property that the documents name; another test compares these with the code. */
    private static Set<String> known() throws IOException {
        String documents =
                Files.readString(Path.of("docs/configuration.md")) + Files.readString(Path.of("docs/endpoints.md"));
        return Pattern.compile("`([A-Z][A-Z0-9_]+|(?:sli-provider|quarkus)\\.[a-z0-9.-]+)`")
                .matcher(documents)
                .results()
                .map((MatchResult name) -> name.group(1).toUpperCase().replaceAll("[.-]", "_"))
                .collect(Collectors.toSet());
    }
}
