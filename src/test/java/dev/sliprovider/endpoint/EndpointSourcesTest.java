package dev.sliprovider.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The places that endpoints are looked up in: keys, YAML, directory, configuration. */
class EndpointSourcesTest {

    @TempDir
    Path folder;

    @Test
    void keys_count_before_the_old_form_and_others_are_somebody_elses() {
        EndpointSettings both =
                keys(Map.of("PROMETHEUS_URL", "http://a\n", "prometheus-credentials", "url: b", "OTHER", "x"));
        assertThat(both.value(Setting.URL)).contains("http://a");
        EndpointSettings old = keys(Map.of("PROMETHEUS_URL", " ", "prometheus-credentials", "{url: b, user: c}"));
        assertThat(old.value(Setting.USER)).contains("c");
        assertThat(old.place()).isEqualTo("here, key prometheus-credentials");
    }

    @Test
    void keys_without_a_url_or_with_a_slip_are_told() {
        assertThatThrownBy(() -> keys(Map.of("PROMETHEUS_USER", "tr0ub4dor"))).hasMessageContaining("here has no URL");
        assertThatThrownBy(() -> keys(Map.of("PROMETHEUS_PASWORD", "tr0ub4dor")))
                .hasMessage("here: the key PROMETHEUS_PASWORD is no setting; is PROMETHEUS_PASSWORD meant?");
    }

    @Test
    void yaml_may_have_maps_and_lists() {
        Map<Setting, String> read = EndpointYaml.read("here", """
                url: [a, b]
                user: 007
                password: "~"
                bearer_token: ~
                headers:
                  X-Scope-OrgID: a
                  X-Other: 1
                parameters: {a: 'b&c', d: true}
                oauth2_scopes:
                - x
                - y
                """);
        assertThat(read)
                .containsEntry(Setting.URL, "a b")
                .containsEntry(Setting.USER, "007")
                .containsEntry(Setting.PASSWORD, "~")
                .containsEntry(Setting.BEARER_TOKEN, "")
                .containsEntry(Setting.HEADERS, "X-Scope-OrgID: a\nX-Other: 1")
                .containsEntry(Setting.PARAMETERS, "a=b%26c&d=true")
                .containsEntry(Setting.OAUTH2_SCOPES, "x y");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a: b: tr0ub4dor             | here, line 1: this is not valid YAML
            'url: a\n? [tr0ub4dor]\n: b' | here, line 2: there is a name that is no setting
            'url: a\nurl: tr0ub4dor'    | here, line 2: url is there twice
            url: {a: tr0ub4dor}         | here, line 1: url must be a text
            'url: a\n---\nurl: tr0ub4dor' | here, line
            - tr0ub4dor                 | here is no YAML map
            password: !!binary [tr0ub4dor] | here, line 1: password must be a text
            url: &a [*a, tr0ub4dor]     | here
            '@tr0ub4dor'                | here, line 1
            """)
    void yaml_that_cannot_be_read_is_told_with_its_line(String yaml, String sentence) {
        assertThatThrownBy(() -> EndpointYaml.read("here", yaml.replace("\\n", "\n")))
                .isInstanceOf(EndpointException.class)
                .hasMessageStartingWith(sentence)
                .hasMessageNotContaining("tr0ub4dor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../shop", "..", ".", "", "/etc/passwd", "a/b", "-x", "shop\0", "unknown"})
    void no_name_leads_out_of_the_directory(String project) throws Exception {
        Files.writeString(folder.resolve("shop.yaml"), "url: a");
        assertThat(directory(folder.resolve("."), project)).isEmpty();
        Path inside = Files.createDirectories(folder.resolve("in"));
        assertThat(directory(inside, project)).isEmpty();
    }

    @Test
    void a_directory_has_folders_and_files() throws Exception {
        Files.writeString(folder.resolve("a.yaml"), "url: a");
        Files.writeString(folder.resolve("b.yml"), "url: b");
        Path keys = Files.createDirectories(folder.resolve("c"));
        Files.writeString(keys.resolve("PROMETHEUS_URL"), "c");
        Files.write(keys.resolve("other"), new byte[] {-1});
        for (String project : new String[] {"a", "b", "c"}) {
            assertThat(directory(folder, project).orElseThrow().value(Setting.URL))
                    .contains(project);
        }
        Files.write(keys.resolve("PROMETHEUS_USER"), new byte[] {-1});
        assertThatThrownBy(() -> directory(folder, "c")).hasMessageContaining("is not UTF-8");
        assertThatThrownBy(() -> directory(folder.resolve("no"), "c")).hasMessageContaining("there is no directory");
    }

    @Test
    void messages_of_the_service_name_no_path_of_its_machine() throws Exception {
        Path keys = Files.createDirectories(folder.resolve("keys"));
        Files.write(keys.resolve("PROMETHEUS_URL"), new byte[] {-1});
        Files.writeString(folder.resolve("twice.yaml"), "url: a");
        Files.writeString(folder.resolve("twice.yml"), "url: a");
        Files.writeString(folder.resolve("list.yaml"), "[a]");
        Files.createSymbolicLink(folder.resolve("loop.yaml"), folder.resolve("loop.yaml"));
        for (String project : new String[] {"keys", "twice", "list", "loop"}) {
            assertThatThrownBy(() -> hidden(folder, project))
                    .hasMessageContaining(project + ".yaml".substring(project.equals("keys") ? 5 : 0))
                    .hasMessageContaining(" of sli-provider.endpoints.directory")
                    .message()
                    .doesNotContain(folder.toString(), "java.", "Exception");
        }
        assertThatThrownBy(() -> hidden(folder.resolve("no"), "x"))
                .hasMessage("sli-provider.endpoints.directory: there is no such directory; mount it, or unset the"
                        + " setting");
    }

    @Test
    void a_file_that_a_setting_names_is_shown_with_its_path_to_the_user_of_a_command_only() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty"), "");
        for (Path file : new Path[] {empty, folder.resolve("none"), folder}) {
            var settings = keys(Map.of("PROMETHEUS_URL", "http://a", "PROMETHEUS_BEARER_TOKEN_FILE", file.toString()));
            assertThatThrownBy(() -> settings.showingPaths(true).text(Setting.BEARER_TOKEN, Setting.BEARER_TOKEN_FILE))
                    .hasMessageContaining(file.toString());
            assertThatThrownBy(() -> settings.text(Setting.BEARER_TOKEN, Setting.BEARER_TOKEN_FILE))
                    .hasMessageContaining("PROMETHEUS_BEARER_TOKEN_FILE: ")
                    .message()
                    .doesNotContain(folder.getParent().toString());
        }
    }

    @Test
    void the_configuration_is_taken_as_it_is_written() {
        var source = configured(Map.of(
                "sli-provider.projects.my-shop.prometheus-url", "http://a",
                "sli-provider.projects.my-shop.prometheus-password", "$x${y}\\n",
                "sli-provider.projects.slip.prometheus-urll", "http://a",
                "sli-provider.projects.slip.prometheus-user", "a",
                "sli-provider.projects.blank.prometheus-url", " "));
        assertThat(source.of("my-shop").await().indefinitely().orElseThrow().value(Setting.PASSWORD))
                .contains("$x${y}\\n");
        assertThat(source.of("blank").await().indefinitely()).isEmpty();
        assertThat(source.of("my.shop").await().indefinitely()).isEmpty();
        assertThatThrownBy(() -> source.of("slip").await().indefinitely())
                .hasMessageContaining(
                        "sli-provider.projects.slip.prometheus-urll is no setting; is sli-provider.projects"
                                + ".slip.prometheus-url meant?");
    }

    private static ProjectEndpoints configured(Map<String, String> properties) {
        return new ProjectEndpoints(new RawValues(new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withDefaultValues(properties)
                .build()));
    }

    private static Optional<EndpointSettings> directory(Path directory, String project) {
        return new EndpointDirectory(directory, true).of(project).await().indefinitely();
    }

    private static Optional<EndpointSettings> hidden(Path directory, String project) {
        return new EndpointDirectory(directory, false).of(project).await().indefinitely();
    }

    private static EndpointSettings keys(Map<String, String> data) {
        return EndpointKeys.read("here", Path.of(""), data);
    }
}
