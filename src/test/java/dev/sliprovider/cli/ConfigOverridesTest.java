package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigOverridesTest {

    @Test
    void an_option_that_was_not_given_overrides_nothing() {
        assertThat(ConfigOverrides.NONE.with("a", null).withPrometheus(null).values())
                .isEmpty();
    }

    @Test
    void values_become_text_and_the_last_one_holds() {
        assertThat(ConfigOverrides.NONE
                        .with("a", 1)
                        .with("b", Path.of("x/y"))
                        .with("a", 2)
                        .values())
                .containsEntry("a", "2")
                .containsEntry("b", "x/y")
                .hasSize(2);
    }

    @Test
    void a_named_prometheus_is_the_only_one() {
        assertThat(ConfigOverrides.NONE
                        .withPrometheus(new PrometheusUrl("http://p:9090"))
                        .values())
                .containsEntry("sli-provider.prometheus.endpoint", "http://p:9090")
                .containsEntry("sli-provider.endpoints.sources", "default");
    }

    @Test
    void outside_of_a_run_quarkus_gets_no_overrides() {
        assertThat(new ConfigOverridesSource().getPropertyNames()).isEmpty();
    }

    @Test
    void overrides_take_precedence_over_system_properties_and_the_environment() {
        assertThat(new ConfigOverridesSource().getOrdinal()).isGreaterThan(400);
    }
}
