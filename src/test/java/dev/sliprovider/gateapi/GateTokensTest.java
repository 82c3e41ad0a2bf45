package dev.sliprovider.gateapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sliprovider.sli.Scope;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTokensTest {

    private static final String ONE = "tr0ub4dor-one-of-the-gate";
    private static final String TWO = "tr0ub4dor-two-of-the-gate";
    private static final Scope CART = new Scope("shop", "prod", "cart");

    @TempDir
    private Path folder;

    static GateConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(GateConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(GateConfig.class);
    }

    private GateTokens ofFile(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("tokens"), text);
        return new GateTokens(config(Map.of("sli-provider.gate.tokens-file", file.toString())));
    }

    @Test
    void without_a_token_the_gate_is_off() {
        var tokens = new GateTokens(config(Map.of("sli-provider.gate.token", " ")));

        assertThat(tokens.isEnabled()).isFalse();
        assertThat(tokens.permission("")).isEmpty();
    }

    @Test
    void one_token_has_all_rights() {
        var tokens = new GateTokens(config(Map.of("sli-provider.gate.token", ONE)));

        assertThat(tokens.isEnabled()).isTrue();
        assertThat(tokens.permission(ONE)).hasValueSatisfying(permission -> {
            assertThat(permission.allows(CART)).isTrue();
            assertThat(permission.mayChange()).isTrue();
        });
        assertThat(tokens.permission(ONE + "x")).isEmpty();
        assertThat(tokens.permission("")).isEmpty();
        assertThat(tokens.permission("x".repeat(100_000))).isEmpty();
    }

    @Test
    void a_token_of_a_file_may_end_with_a_line_break() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), ONE + "\n");

        var tokens = new GateTokens(config(Map.of("sli-provider.gate.token-file", file.toString())));

        assertThat(tokens.permission(ONE)).isPresent();
    }

    @Test
    void each_token_of_a_file_has_its_services() throws IOException {
        GateTokens tokens = ofFile(
                "# of the shop\n\nargo " + ONE + "  shop/*/cart,shop/dev/*   read-only\r\nci\t" + TWO + " */*/*\n");

        Permission argo = tokens.permission(ONE).orElseThrow();
        assertThat(argo.name()).isEqualTo("argo");
        assertThat(argo.mayChange()).isFalse();
        assertThat(argo.allows(CART)).isTrue();
        assertThat(argo.allows(new Scope("shop", "dev", "orders"))).isTrue();
        assertThat(argo.allows(new Scope("shop", "prod", "orders"))).isFalse();
        assertThat(argo.allows(new Scope("shop", "prod", "cart2"))).isFalse();
        assertThat(argo.allows(new Scope("Shop", "prod", "cart"))).isFalse();
        assertThat(tokens.permission(TWO).orElseThrow().mayChange()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "argo tr0ub4dor-one-of-the-gate                     | :1 has not the form NAME TOKEN SERVICES",
                "argo tr0ub4dor-one-of-the-gate a/b/c readonly      | :1 has not the form NAME TOKEN SERVICES",
                "argo tr0ub4dor-one-of-the-gate a/b                 | :1: \"a/b\" does not name services",
                "argo tr0ub4dor-one-of-the-gate a/b*/c              | :1: \"b*\" of \"a/b*/c\" is no name",
                "argo tr0ub4dor a/b/c                               | :1 has a token of 9 characters",
            })
    void a_wrong_line_is_named_without_its_token(String line, String problem) {
        assertThatThrownBy(() -> ofFile(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sli-provider.gate.tokens-file")
                .hasMessageContaining(problem)
                .hasMessageNotContaining("tr0ub4dor");
    }

    @Test
    void a_token_that_is_set_twice_is_refused() {
        assertThatThrownBy(() -> ofFile("a " + ONE + " x/y/z\nb " + ONE + " */*/*"))
                .hasMessageContaining("\"b\" is set twice");
    }

    @Test
    void a_file_that_is_missing_is_named() {
        assertThatThrownBy(() -> new GateTokens(config(Map.of(
                        "sli-provider.gate.token-file", folder.resolve("absent").toString()))))
                .hasMessageContaining("absent does not exist");
    }

    @Test
    void a_changed_file_counts_after_it_was_read_again() throws IOException {
        GateTokens tokens = ofFile("argo " + ONE + " shop/*/*\n");
        Path file = folder.resolve("tokens");

        Files.writeString(file, "argo " + TWO + " shop/*/*\n");
        tokens.refresh();
        assertThat(tokens.permission(ONE)).isEmpty();
        assertThat(tokens.permission(TWO)).isPresent();

        Files.writeString(file, "argo\n");
        tokens.refresh();
        assertThat(tokens.permission(TWO))
                .as("the last tokens that could be read")
                .isPresent();

        Files.writeString(file, "# none\n");
        tokens.refresh();
        assertThat(tokens.permission(TWO)).isEmpty();
        assertThat(tokens.isEnabled()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"Bearer abc,abc", "bearer abc,abc", "BEARER  abc ,abc", "Basic abc,", "Bearer,", "'Bearer ',", ","})
    void the_token_of_a_header(String header, String token) {
        assertThat(GateTokens.bearer(header).orElse(null)).isEqualTo(token);
    }
}
