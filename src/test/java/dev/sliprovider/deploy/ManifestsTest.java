package dev.sliprovider.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The plain manifests are the chart, and Kubernetes takes them. */
class ManifestsTest {

    private static final Path TRIGGER = Manifests.KNATIVE.folder().resolve("trigger.yaml");

    @ParameterizedTest
    @EnumSource
    void manifests_are_what_the_chart_renders(Manifests manifests) throws IOException {
        assertThat(manifests.file()).as("written anew by ./dev manifests").hasContent(manifests.rendered());
    }

    @ParameterizedTest
    @EnumSource
    void kustomize_finds_what_it_names_and_kubernetes_knows_every_field(Manifests manifests) throws IOException {
        Map<String, Object> kustomization = Chart.parsed(
                        Files.readString(manifests.folder().resolve("kustomization.yaml")))
                .getFirst();
        assertThat(kustomization)
                .containsEntry("kind", "Kustomization")
                .containsOnlyKeys("apiVersion", "kind", "resources", "images");
        List<?> resources = (List<?>) kustomization.get("resources");
        assertThat(resources).isNotEmpty();
        for (Object resource : resources) {
            for (Map<String, Object> object :
                    Chart.parsed(Files.readString(manifests.folder().resolve((String) resource)))) {
                Schemas.check(object);
            }
        }
        assertThat(Chart.list(kustomization.get("images")).getFirst()).containsEntry("name", "prometheus-sli-provider");
    }

    @Test
    void manifests_name_nothing_of_helm() throws IOException {
        for (Manifests manifests : Manifests.values()) {
            assertThat(manifests.file()).content().doesNotContainIgnoringCase("helm");
        }
    }

    @Test
    void the_trigger_brings_the_events_to_the_port_of_the_service() throws IOException {
        Map<String, Object> trigger = Chart.parsed(Files.readString(TRIGGER)).getFirst();
        Map<String, Object> service = Chart.one(Chart.parsed(Files.readString(Manifests.KNATIVE.file())), "Service");
        Map<String, Object> port =
                Chart.list(Chart.at(service, "spec").get("ports")).getFirst();
        assertThat(Chart.at(trigger, "spec")).containsOnlyKeys("broker", "filter", "subscriber", "delivery");
        assertThat(Chart.at(trigger, "spec.filter.attributes"))
                .containsExactly(Map.entry("type", "sh.keptn.event.get-sli.triggered"));
        assertThat(Chart.at(trigger, "spec.subscriber").get("uri"))
                .isEqualTo("http://%s.%s.svc.cluster.local:%s/events"
                        .formatted(
                                Chart.at(service, "metadata").get("name"),
                                Chart.at(service, "metadata").get("namespace"),
                                port.get("port")));
    }
}
