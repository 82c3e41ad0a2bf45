package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sliprovider.getsli.GetSliConfig;
import dev.sliprovider.prometheus.PrometheusConfig;
import dev.sliprovider.transport.EventsConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsProblemTest {

    private static final int CONVERTERS = 300;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "events.deadline        | abc    | is \"abc\"; expected a time such as 500ms, 30s or 5m",
                "events.deadline        | 5 s    | is \"5 s\"; expected a time such as 500ms, 30s or 5m",
                "events.max-in-flight   | many   | is \"many\"; expected a whole number",
                "events.max-in-flight   | 1.5    | is \"1.5\"; expected a whole number",
                "events.max-in-flight   | ''     | is empty; give it a value or remove it",
                "events.transport       | pigeon | is \"pigeon\"; expected one of nats, http, polling, jetstream",
                "prometheus.max-answer-size | 10Q | is \"10Q\"; expected a size such as 512K or 10M",
                "prometheus.max-answer-size | ''  | is empty; give it a value or remove it",
                "get-sli.provider       | ''     | is empty; give it a value or remove it",
            })
    void a_value_that_cannot_be_read_is_named_with_its_setting_and_what_is_expected(
            String setting, String value, String why) {
        String name = "sli-provider." + setting;
        String variable = name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
        assertThat(sentence(name, value)).isEqualTo(name + " (" + variable + ") " + why);
    }

    @Test
    void a_secret_is_not_shown() {
        assertThat(
                        SettingsProblem.sentence(
                                "The config property sli-provider.x.password with the config value \"hunter2\""
                                        + " threw an Exception whilst being converted SRCFG00029: Expected an integer value, got \"hunter2\""))
                .isEqualTo("sli-provider.x.password (SLI_PROVIDER_X_PASSWORD) is not usable; expected a whole number");
    }

    @Test
    void another_problem_is_said_without_its_code() {
        assertThat(SettingsProblem.sentence("SRCFG00050: sli-provider.nonsense does not map to any root"))
                .isEqualTo("sli-provider.nonsense does not map to any root");
    }

    private static String sentence(String name, String value) {
        var builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, CONVERTERS, new DurationConverter())
                .withConverter(MemorySize.class, CONVERTERS, new MemorySizeConverter())
                .withMapping(EventsConfig.class)
                .withMapping(PrometheusConfig.class)
                .withMapping(GetSliConfig.class)
                .withValidateUnknown(false)
                .withDefaultValue(name, value);
        var problems = new ArrayList<String>();
        assertThatExceptionOfType(ConfigValidationException.class)
                .isThrownBy(builder::build)
                .satisfies(invalid -> {
                    for (int i = 0; i < invalid.getProblemCount(); i++) {
                        problems.add(invalid.getProblem(i).getMessage());
                    }
                });
        return SettingsProblem.sentence(problems.stream()
                .filter(problem -> problem.contains(name))
                .findFirst()
                .orElse(String.valueOf(problems)));
    }
}
