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

    static final String KNATIVE = """
            transport: http
            http: {distributor: {enabled: false}, sink: 'http://broker-ingress.knative-eventing/keptn/default'}
            """;

    private static final String EVERYTHING = """
            prometheus: {existingSecret: prometheus, projectSecrets: {bookshop: bookshop-prometheus}}
            autoscaling: {enabled: true}
            networkPolicy: {enabled: true, metricsFrom: [monitoring]}
            serviceMonitor: {enabled: true, labels: {release: monitoring}}
            rbac: {secretNames: [prometheus-credentials-museum]}
            jvm: {enabled: true}
            resources: {limits: {memory: 512Mi}}
            env: {SLI_PROVIDER_PROMETHEUS_CONCURRENCY: "8"}
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
                Arguments.of("nkey", "nats: {existingSecret: nats, loginFile: nkey}"),
                Arguments.of("credentials", "nats: {existingSecret: nats, loginFile: credentials}"),
                Arguments.of("distributor", "{transport: http, replicaCount: 1}"),
                Arguments.of("knative", KNATIVE),
                Arguments.of("polling", POLLING),
                Arguments.of("everything", EVERYTHING));
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
        for (Map<String, Object> container : Chart.list(pod.get("containers"))) {
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
        String values = "nats: {existingSecret: nats, loginFile: nkey}";
        assertThat(variables(values)).contains("SLI_PROVIDER_NATS_NKEY_FILE").doesNotContain("SLI_PROVIDER_NATS_USER");
        assertThat(Chart.list(pod(values).get("volumes")))
                .contains(Map.of("name", "nats-login", "secret", Map.of("secretName", "nats")));
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
