package dev.sliprovider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evaluations of the past that somebody interrupts: what is known is printed or stays, and no stack trace appears. */
class InterruptedWalkIT {

    private static final Pattern TIME = Pattern.compile("(?:^|&)time=([0-9.]+)");
    private static final Duration LONGEST = Duration.ofSeconds(60);
    /** Queries before the signal; there are thousands in all. */
    private static final int BEFORE = 100;

    @TempDir
    Path folder;

    private HttpServer prometheus;
    private final CountDownLatch queries = new CountDownLatch(BEFORE);

    @BeforeEach
    void start() throws IOException {
        prometheus = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        prometheus.createContext("/api/v1/query", this::answer);
        prometheus.start();
        Files.writeString(folder.resolve("slo.yaml"), """
                indicators: {answers: "sum(answers)"}
                objectives: [{sli: answers, pass: [{criteria: ["<2"]}]}]
                total_score: {pass: "90%"}
                """);
    }

    @AfterEach
    void stop() {
        prometheus.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher time = TIME.matcher(URLDecoder.decode(form, StandardCharsets.UTF_8));
        byte[] body =
                ("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":["
                                + (time.find() ? time.group(1) : "0") + ",\"1\"]}]}}")
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
        queries.countDown();
    }

    private String interrupted(String... command) throws Exception {
        var arguments = new ArrayList<>(List.of(command));
        arguments.addAll(
                List.of("--service", "cart", "--slo", folder.resolve("slo.yaml").toString()));
        arguments.addAll(List.of(
                "--prometheus", "http://127.0.0.1:" + prometheus.getAddress().getPort()));
        arguments.addAll(List.of("--for", "5000h", "--every", "1h"));
        Path log = folder.resolve("log");
        Process process = Program.start(Map.of(), log, arguments.toArray(String[]::new));
        try {
            assertThat(queries.await(LONGEST.toSeconds(), TimeUnit.SECONDS))
                    .as(Files.readString(log))
                    .isTrue();
            // SIGTERM, which ends a command as Ctrl-C does.
            process.destroy();
            assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isEqualTo(143);
            return Files.readString(log);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void a_backtest_prints_what_is_known() throws Exception {
        assertThat(interrupted("backtest"))
                .containsPattern("pass +\\d+ +100\\.0 %")
                .contains("Warning: Interrupted: later windows are not evaluated.")
                .doesNotContain("Exception");
    }

    @Test
    void a_seeded_history_keeps_what_is_recorded() throws Exception {
        Path history = folder.resolve("history");

        assertThat(interrupted("history", "seed", "--history", history.toString()))
                .contains("evaluations are recorded in", "The same command goes on where this one ended.")
                .doesNotContain("Exception");
        try (Stream<Path> files = Files.list(history.resolve("default/default/cart"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .isNotEmpty()
                    .allMatch(name -> name.endsWith(".json"));
        }
    }
}
