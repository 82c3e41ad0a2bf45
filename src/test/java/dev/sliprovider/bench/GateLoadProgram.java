package dev.sliprovider.bench;

import dev.sliprovider.cli.Service;
import dev.sliprovider.peers.Answer;
import dev.sliprovider.peers.GuardedPrometheus;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures the gate over HTTP: requests at a fixed rate, each of which is an evaluation of five indicators. Run it with
 * {@code ./dev bench --gate}.
 */
class GateLoadProgram {

    private static final int OBJECTIVES = 5;
    private static final Duration QUERY = Duration.ofMillis(20);
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final String TOKEN = "t0ken-of-the-bench";

    @TempDir
    Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void measure() throws Exception {
        var table = new Table(
                "Gate requests of " + OBJECTIVES + " queries of " + QUERY.toMillis() + " ms, " + TIME.toSeconds()
                        + " s each",
                "requests/s",
                "answered",
                "lost",
                "median ms",
                "p99 ms",
                "worst ms");
        try (var prometheus = new GuardedPrometheus().forgetful().start();
                var gate = gate(prometheus.answer(Answer.value(5).after(QUERY)))) {
            gate.awaitReady();
            Report.progress("warming up");
            run(gate, 100, Duration.ofSeconds(8));
            for (int rate : new int[] {50, 100, 200}) {
                Report.progress(rate + " requests a second");
                Latencies measured = run(gate, rate, TIME);
                table.row(
                        rate,
                        measured.sorted().length,
                        measured.lost(),
                        measured.median(),
                        measured.p99(),
                        measured.worst());
            }
        }
        System.out.println(table.aligned());
    }

    private Service gate(GuardedPrometheus prometheus) throws Exception {
        Path service = Files.createDirectories(folder.resolve("config/prod/cart"));
        var slo = new StringBuilder("spec_version: '1.0'\nindicators:\n");
        for (int i = 0; i < OBJECTIVES; i++) {
            slo.append("  rate_" + i + ": sum(rate(requests_" + i + "_total[$DURATION_SECONDS]))\n");
        }
        slo.append("objectives:\n");
        for (int i = 0; i < OBJECTIVES; i++) {
            slo.append("  - {sli: rate_" + i + ", pass: [{criteria: ['<=10']}]}\n");
        }
        Files.writeString(service.resolve("slo.yaml"), slo.append("total_score: {pass: '90%'}\n"));
        return new Service(
                folder,
                Map.of(
                        "PROMETHEUS_ENDPOINT",
                        prometheus.url(),
                        "SLI_PROVIDER_RESOURCE_DIRECTORY",
                        folder.resolve("config").toString(),
                        "SLI_PROVIDER_PROMETHEUS_CONCURRENCY",
                        "200",
                        "SLI_PROVIDER_GATE_TOKEN",
                        TOKEN,
                        "SLI_PROVIDER_EVENTS_TRANSPORT",
                        "http"));
    }

    private Latencies run(Service gate, int rate, Duration time) throws InterruptedException {
        SendSchedule schedule = SendSchedule.perSecond(rate, time);
        var milliseconds = new double[schedule.count()];
        Arrays.fill(milliseconds, Double.NaN);
        var request = HttpRequest.newBuilder(
                        URI.create(gate.url() + "/gates/shop/prod/cart?timeframe=1m&end=2026-01-15T09:00:00Z"))
                .header("Authorization", "Bearer " + TOKEN)
                .timeout(Duration.ofSeconds(60))
                .build();
        var all = new CompletableFuture<?>[schedule.count()];
        long began = System.nanoTime();
        for (int i = 0; i < schedule.count(); i++) {
            long intended = began + schedule.offset(i);
            TimeUnit.NANOSECONDS.sleep(intended - System.nanoTime());
            int index = i;
            all[i] = http.sendAsync(request, BodyHandlers.ofString()).handle((answer, failure) -> {
                if (isPass(answer)) {
                    milliseconds[index] = (System.nanoTime() - intended) / 1e6;
                }
                return null;
            });
        }
        CompletableFuture.allOf(all).join();
        return Latencies.of(milliseconds);
    }

    private static boolean isPass(HttpResponse<String> answer) {
        return answer != null && answer.statusCode() == 200 && answer.body().contains("\"pass\":true");
    }
}
