package dev.sliprovider.cli;

import static dev.sliprovider.cli.ServedEndpoints.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.cli.ServedEndpoints.Said;
import dev.sliprovider.peers.Authority;
import dev.sliprovider.peers.FakeKubernetes;
import dev.sliprovider.peers.GuardedPrometheus;
import dev.sliprovider.peers.RotatingFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the endpoint of a project comes from: which place counts, and what is said of one that cannot be used. */
class EndpointSourcesIT {

    private static final String NAME = "prometheus-credentials-";

    @TempDir
    static Path folder;

    private static FakeKubernetes kubernetes;
    private static GuardedPrometheus prometheus;
    private static ServedEndpoints service;
    private static Map<String, String> environment;

    @BeforeAll
    static void start() throws Exception {
        kubernetes = new FakeKubernetes(Authority.in(folder.resolve("ca")), folder.resolve("account"));
        prometheus = new GuardedPrometheus().start();
        String projects = "SLI_PROVIDER_PROJECTS_";
        environment = new HashMap<>(kubernetes.environment());
        environment.putAll(Map.of(
                "SLI_PROVIDER_KUBERNETES_SERVICE_ACCOUNT",
                kubernetes.serviceAccount().toString(),
                "SLI_PROVIDER_KUBERNETES_TIMEOUT",
                "2s",
                "SLI_PROVIDER_KUBERNETES_CACHE_FOR",
                "2s",
                "PROMETHEUS_ENDPOINT",
                prometheus.url().replace("//", "//default:" + SECRET + "$$a$@"),
                "PROMETHEUS_HEADERS",
                "X-Default: " + SECRET));
        var served = new HashMap<>(environment);
        for (String project : List.of("BOTH", "MY_SHOP")) {
            served.put(projects + project + "_PROMETHEUS_URL", prometheus.url());
            served.put(projects + project + "_PROMETHEUS_BEARER_TOKEN", SECRET + "$x\\configuration");
        }
        served.put(projects + "NO_URL_PROMETHEUS_USER", "prober");
        served.put(projects + "SLIP_PROMETHEUS_URL", prometheus.url());
        served.put(projects + "SLIP_PROMETHEUS_PASWORD", SECRET);
        service = new ServedEndpoints(folder, served);
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
        prometheus.close();
        kubernetes.close();
        assertThat(kubernetes.violations()).allMatch(asked -> asked.contains("/elsewhere/"));
    }

    @Test
    void the_first_place_that_knows_the_project_counts_and_inherits_nothing() throws Exception {
        var mounted = new RotatingFolder(service.directory().resolve("mounted"));
        mounted.put(Map.of("PROMETHEUS_URL", prometheus.url(), "PROMETHEUS_BEARER_TOKEN", SECRET + "-folder\n"));
        Files.createDirectories(service.directory().resolve("old"));
        Files.writeString(service.directory().resolve("old/prometheus-credentials"), yaml("-old"));
        for (String project : List.of("both", "yaml")) {
            service.yaml(project, yaml("-yaml"));
        }
        for (String project : List.of("both", "yaml", "mounted", "kube")) {
            kubernetes.put(
                    NAME + project,
                    Map.of("PROMETHEUS_URL", prometheus.url(), "PROMETHEUS_BEARER_TOKEN", SECRET + "-keys"));
        }
        kubernetes.put(NAME + "legacy", Map.of("prometheus-credentials", yaml("-legacy")));
        kubernetes.put(NAME + "open", Map.of("PROMETHEUS_URL", prometheus.url(), "other", "x"));

        comesWith("both", SECRET + "$x\\configuration");
        comesWith("my-shop", SECRET + "$x\\configuration");
        comesWith("yaml", SECRET + "-yaml");
        comesWith("mounted", SECRET + "-folder");
        comesWith("old", SECRET + "-old");
        comesWith("kube", SECRET + "-keys");
        comesWith("legacy", SECRET + "-legacy");
        assertThat(service.ask("open").value()).isEqualTo(42);
        assertThat(last()).doesNotContainKeys("authorization", "x-default");
        assertThat(kubernetes.count(NAME + "both")).isZero();
    }

    @Test
    void nobody_else_knows_it_so_the_default_counts() throws Exception {
        Files.writeString(folder.resolve("outside.yaml"), "url: http://127.0.0.1:1");
        for (String project : List.of("nowhere", "../outside", "..", "a/../../outside")) {
            Said said = service.ask(project);
            assertThat(said.value()).as(project + said.message()).isEqualTo(42);
            // default:tr0ub4dor$$a$
            assertThat(last()).containsEntry("authorization", "Basic ZGVmYXVsdDp0cjB1YjRkb3IkJGEk");
            assertThat(last()).containsEntry("x-default", SECRET);
        }
        assertThat(kubernetes.count(NAME + "nowhere")).isEqualTo(1);
    }

    @Test
    void a_burst_reads_the_secret_once_and_a_new_token_of_the_account_is_used() throws Exception {
        kubernetes.put(NAME + "burst", Map.of("PROMETHEUS_URL", prometheus.url()));
        List<CompletableFuture<Said>> burst = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            burst.add(service.asking("burst", 1));
        }
        for (CompletableFuture<Said> each : burst) {
            assertThat(each.get().value()).isEqualTo(42);
        }
        assertThat(kubernetes.count(NAME + "burst")).isEqualTo(1);
        kubernetes.rotateToken();
        kubernetes.put(NAME + "later", Map.of("PROMETHEUS_URL", prometheus.url()));
        assertThat(service.ask("later").value()).isEqualTo(42);
    }

    @Test
    void a_secret_that_cannot_be_read_ends_the_search() throws Exception {
        prometheus.reset();
        kubernetes.forbid(NAME + "forbidden");
        errs(
                "forbidden",
                "the Kubernetes Secret keptn/prometheus-credentials-forbidden",
                "HTTP 403",
                "not known whether there is such a Secret",
                "name the project in rbac.projects");
        assertThat(kubernetes.count(NAME + "forbidden")).isEqualTo(1);
        kubernetes.fail(500);
        errs("broken", "the Kubernetes Secret keptn/prometheus-credentials-broken", "HTTP 500");
        kubernetes.hang();
        errs("hanging", "the Kubernetes Secret keptn/prometheus-credentials-hanging", "no answer in time");
        kubernetes.recover();
        assertThat(service.ask("hanging").value())
                .as("it is asked again at once")
                .isEqualTo(42);
    }

    @Test
    void keys_and_settings_that_cannot_be_used_are_told_too() throws Exception {
        kubernetes.put(NAME + "slip", Map.of());
        errs("no-url", "sli-provider.projects.no-url.prometheus-url and the like", "prometheus-url is missing");
        errs("slip", "SLI_PROVIDER_PROJECTS_SLIP_PROMETHEUS_PASWORD is no setting", "PROMETHEUS_PASSWORD meant?");
        kubernetes.put(NAME + "yaml-slip", Map.of("prometheus-credentials", "url: h\npasword: " + SECRET));
        errs(
                "yaml-slip",
                "keptn/prometheus-credentials-yaml-slip, key prometheus-credentials, line 2",
                "password meant?");
        kubernetes.put(NAME + "empty", Map.of("other", SECRET));
        errs("empty", "keptn/prometheus-credentials-empty has no URL", "PROMETHEUS_URL");
        kubernetes.put(NAME + "token", Map.of("PROMETHEUS_URL", "http://h", "PROMETHEUS_TOKEN", SECRET));
        errs("token", "keptn/prometheus-credentials-token: the key PROMETHEUS_TOKEN is no setting");
    }

    @Test
    void the_namespace_of_the_pod_counts_before_that_of_the_account() throws Exception {
        var more = new HashMap<>(environment);
        more.put("POD_NAMESPACE", "elsewhere");
        var arguments = List.of("--project=bookshop", "--stage=s", "--service=s", "--indicator=i0");
        var all = new ArrayList<>(List.of("get-sli", "--sli-dir=" + ServedEndpoints.indicators(folder)));
        all.addAll(arguments);
        Program.Result other = Program.run(more, "", all.toArray(String[]::new));
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("the Kubernetes Secret elsewhere/prometheus-credentials-bookshop", "HTTP 403");
        assertThat(kubernetes.violations())
                .containsOnly("GET /api/v1/namespaces/elsewhere/secrets/prometheus-credentials-bookshop");
        assertThat(other.out() + other.err()).doesNotContain(SECRET);
    }

    private static String yaml(String token) {
        return "url: " + prometheus.url() + "\nbearer_token: " + SECRET + token + "\n";
    }

    private static void comesWith(String project, String token) throws Exception {
        Said said = service.ask(project);
        assertThat(said.value()).as(project + ": " + said.message()).isEqualTo(42);
        assertThat(last()).containsEntry("authorization", "Bearer " + token).doesNotContainKey("x-default");
    }

    private static void errs(String project, String... parts) throws Exception {
        Said said = service.ask(project);
        assertThat(said.status()).as(said.message()).isEqualTo("errored");
        assertThat(said.message()).contains(parts);
    }

    private static Map<String, String> last() {
        return prometheus.queries().getLast().headers();
    }
}
