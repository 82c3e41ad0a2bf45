package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.peers.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas of the service with one database, and commands that use them as their history. */
class HistoryIT {

    private static final String TOKEN = "token-of-the-pipeline";
    private static final String SLO = """
                    spec_version: '1.0'
                    comparison:
                      compare_with: single_result
                    objectives:
                      - sli: error_rate
                        pass:
                          - criteria: ["<=+10%"]
                    total_score:
                      pass: 90%
                      warning: 75%
                    """;

    @TempDir
    static Path folder;

    private static PostgresServer database;
    private static Service one;
    private static Service other;

    @BeforeAll
    static void start() throws Exception {
        database = new PostgresServer().start();
        Path password = Files.writeString(folder.resolve("password"), PostgresServer.PASSWORD);
        var settings = new HashMap<String, String>();
        settings.put("SLI_PROVIDER_EVENTS_TRANSPORT", "http");
        settings.put("SLI_PROVIDER_GATE_TOKEN", TOKEN);
        settings.put("SLI_PROVIDER_HISTORY_DATABASE_URL", database.url());
        settings.put("SLI_PROVIDER_HISTORY_DATABASE_USER", PostgresServer.USER);
        settings.put("SLI_PROVIDER_HISTORY_DATABASE_PASSWORD_FILE", password.toString());
        settings.put("SLI_PROVIDER_HISTORY_DATABASE_TIMEOUT", "3s");
        one = new Service(folder, settings);
        other = new Service(folder, settings);
        one.awaitReady();
        other.awaitReady();
        Files.writeString(folder.resolve("slo.yaml"), SLO);
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        database.close();
    }

    private static Program.Result run(String input, String... arguments) throws IOException, InterruptedException {
        return Program.run(Map.of("SLI_PROVIDER_HISTORY_TOKEN", TOKEN), input, arguments);
    }

    private static Program.Result evaluate(Service service, String service2, String id, String value)
            throws IOException, InterruptedException {
        return run(
                "{\"error_rate\": " + value + "}",
                "evaluate",
                "--slo=" + folder.resolve("slo.yaml"),
                "--values=-",
                "--no-ci",
                "--service=" + service2,
                "--history=" + service.url() + "/",
                "--id=" + id);
    }

    private static Program.Result history(String... arguments) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of("history"));
        all.addAll(List.of(arguments));
        return run("", all.toArray(String[]::new));
    }

    @Test
    void jobs_without_a_shared_disk_compare_with_each_other() throws Exception {
        Program.Result first = evaluate(one, "cart", "v1", "0.010");
        assertThat(first.err()).contains("Recorded as v1 in " + one.url());
        assertThat(first.exitCode()).isZero();
        Program.Result second = evaluate(other, "cart", "v2", "0.020");
        assertThat(second.err()).contains("Compared with v1 (history).");
        assertThat(second.exitCode()).isEqualTo(10);

        assertThat(history("invalidate", "v2", "--reason=load", "--history=" + one.url(), "--service=cart")
                        .exitCode())
                .isZero();
        assertThat(history("pin", "v1", "--history=" + one.url(), "--service=cart")
                        .err())
                .contains("Pinned v1.");
        Program.Result third = evaluate(other, "cart", "v3", "0.0101");
        assertThat(third.err()).contains("Compared with v1 (pinned).");
        assertThat(third.exitCode()).isZero();
        String list = history("list", "--history=" + other.url(), "--service=cart", "-o=json")
                .out();
        assertThat(new ObjectMapper().readTree(list).findValuesAsText("id")).containsExactly("v3", "v1");
        assertThat(history("show", "v3", "--history=" + other.url(), "--service=cart")
                        .out())
                .isEqualTo(third.out());

        Path copy = folder.resolve("copy");
        assertThat(history("copy", "--history=" + one.url(), "--to=" + copy).err())
                .contains("Copied 2 evaluations from " + one.url() + " to " + copy);
        assertThat(history("list", "--history=" + copy, "--service=cart").out())
                .containsSubsequence("v3", "v1", "pinned");
    }

    @Test
    void a_directory_moves_into_the_database() throws Exception {
        Path directory = folder.resolve("moved");
        run(
                "{\"error_rate\": 0.01}",
                "evaluate",
                "--slo=" + folder.resolve("slo.yaml"),
                "--values=-",
                "--no-ci",
                "--service=moved",
                "--history=" + directory,
                "--id=old");
        assertThat(history("copy", "--history=" + directory, "--to=" + one.url())
                        .err())
                .contains("Copied 1 evaluations");
        assertThat(history("copy", "--history=" + directory, "--to=" + one.url())
                        .err())
                .contains("Copied 0 evaluations");
        assertThat(evaluate(other, "moved", "new", "0.01").err()).contains("Compared with old (history).");
    }

    @Test
    void without_a_valid_token_nothing_is_told() throws Exception {
        Program.Result refused = Program.run(
                Map.of("SLI_PROVIDER_HISTORY_TOKEN", "not-the-token-at-all"),
                "",
                "history",
                "list",
                "--history=" + one.url(),
                "--service=cart");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .contains("refuses the token, or there is none (HTTP 401)")
                .doesNotContain("not-the-token-at-all");
    }

    @Test
    void a_wrong_address_is_said() throws Exception {
        Program.Result none = history("list", "--history=http://127.0.0.1:1", "--service=cart");
        assertThat(none.exitCode()).isEqualTo(3);
        assertThat(none.err()).contains("the history at http://127.0.0.1:1 cannot be used: the connection was refused");
        Program.Result secret = history("list", "--history=https://user:tr0ub4dor@host/", "--service=cart");
        assertThat(secret.exitCode()).isEqualTo(2);
        assertThat(secret.err())
                .contains("--history must have neither credentials")
                .doesNotContain("tr0ub4dor");
    }

    @Test
    void an_outage_of_the_database_is_said_and_ends() throws Exception {
        database.stop();
        try {
            Program.Result away = history("list", "--history=" + one.url(), "--service=cart");
            assertThat(away.exitCode()).isEqualTo(3);
            assertThat(away.err()).contains("HTTP 503", "the service cannot use its history now");
            assertThat(one.status("/q/health/ready")).isEqualTo(200);
            one.awaitLog("the history in " + database.url() + " cannot be used: the connection was refused");
        } finally {
            database.start();
        }
        assertThat(evaluate(one, "after", "v1", "0.01").err()).contains("Recorded as v1");
    }
}
