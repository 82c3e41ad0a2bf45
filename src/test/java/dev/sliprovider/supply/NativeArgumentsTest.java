package dev.sliprovider.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeArgumentsTest {

    private static final List<String> LIST = List.of(
            "# Quarkus: one program without a fallback.",
            "--no-fallback",
            "",
            "# jnats: random numbers.",
            "# Two classes need it.",
            "--initialize-at-run-time=a.A",
            "--initialize-at-run-time=b.B",
            "",
            "# Quarkus: what is built.",
            "-jar program.jar");

    private static final String PASSED = "--no-fallback --initialize-at-run-time=a.A,b.B -jar program.jar";

    @Test
    void a_complete_list_has_no_differences() {
        assertThat(NativeArguments.differences(PASSED, LIST)).isEmpty();
    }

    @Test
    void an_argument_that_is_new_and_one_that_is_gone_are_named() {
        assertThat(NativeArguments.differences("--no-fallback -Os --initialize-at-run-time=a.A,c.C", LIST))
                .containsExactly(
                        "  new:         --initialize-at-run-time=c.C",
                        "  new:         -Os",
                        "  gone:        --initialize-at-run-time=b.B",
                        "  gone:        -jar program.jar");
    }

    @Test
    void an_option_keeps_its_values_and_commas_of_other_arguments_stay() {
        assertThat(NativeArguments.differences("--exclude-config a\\.b /c,d -J-Dx=y,z", List.of()))
                .containsExactly("  new:         --exclude-config a\\.b /c,d", "  new:         -J-Dx=y,z");
    }

    @Test
    void a_line_without_a_comment_above_its_group_is_named() {
        var list = new ArrayList<>(LIST);
        list.remove("# Quarkus: what is built.");

        assertThat(NativeArguments.differences(PASSED, list)).containsExactly("  no comment:  -jar program.jar");
    }
}
