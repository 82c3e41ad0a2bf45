package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.peers.Answer;
import dev.sliprovider.peers.GuardedPrometheus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking for the cause of a missing value, from the command line, and its setting. */
class MissingCausesIT {

    private static final String EMPTY = "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";
    private static final String NO_VALUES = "{\"status\":\"success\",\"data\":[]}";
    private static final String CAUSE = "the metric shop_orders does not exist on this server";

    @TempDir
    Path folder;

    private final GuardedPrometheus prometheus = new GuardedPrometheus()
            .answer(request -> Answer.json(200, request.path().contains("/label/") ? NO_VALUES : EMPTY))
            .start();

    @AfterEach
    void close() {
        prometheus.close();
    }

    @Test
    void the_command_names_the_cause() throws Exception {
        assertThat(run("true")).contains(CAUSE);
        assertThat(prometheus.requests()).hasSizeBetween(2, 20);
    }

    @Test
    void without_the_setting_only_the_query_is_sent() throws Exception {
        assertThat(run("false")).contains("the query returned no data").doesNotContain(CAUSE);
        assertThat(prometheus.requests()).hasSize(1);
    }

    private String run(String explains) throws Exception {
        Path file = Files.createDirectories(folder.resolve("prometheus")).resolve("sli.yaml");
        Files.writeString(file, "indicators: {orders: sum(shop_orders)}\n");
        Program.Result result = Program.run(
                Map.of("PROMETHEUS_ENDPOINT", prometheus.url(), "SLI_PROVIDER_GET_SLI_EXPLAIN_MISSING", explains),
                "",
                "get-sli",
                "--sli-dir=" + folder,
                "--project=p",
                "--stage=s",
                "--service=s",
                "--output=json");
        assertThat(result.exitCode()).isEqualTo(1);
        return result.out();
    }
}
