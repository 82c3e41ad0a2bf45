package dev.sliprovider.endpoint;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointSettingsChecksTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "65536"})
    void what_is_no_port_of_kubernetes_is_refused(String port) {
        var config = mapping(KubernetesConfig.class, "sli-provider.kubernetes.port", port);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KubernetesSettingsCheck(config).check())
                .withMessage("sli-provider.kubernetes.port is " + port + "; it must be at least 1 and at most 65535");
    }

    @Test
    void a_file_is_no_directory_of_endpoints_but_a_directory_may_be_missing_at_first(@TempDir Path folder)
            throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        var wrong = mapping(EndpointsConfig.class, "sli-provider.endpoints.directory", file.toString());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EndpointsSettingsCheck(wrong).check())
                .withMessage("sli-provider.endpoints.directory: " + file + " is a file; expected a directory");
        for (Path each : new Path[] {folder, folder.resolve("later")}) {
            var right = mapping(EndpointsConfig.class, "sli-provider.endpoints.directory", each.toString());
            assertThatCode(() -> new EndpointsSettingsCheck(right).check()).doesNotThrowAnyException();
        }
    }

    private static <T> T mapping(Class<T> type, String name, String value) {
        return new SmallRyeConfigBuilder()
                .withMapping(type)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(Map.of(name, value), "test", 100))
                .build()
                .getConfigMapping(type);
    }
}
