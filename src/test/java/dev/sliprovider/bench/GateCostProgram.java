package dev.sliprovider.bench;

import dev.sliprovider.cli.Program;
import dev.sliprovider.peers.PrometheusServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures what the gate's looks at a window cost against a real Prometheus: queries, and milliseconds of the whole command.
 * Run it with {@code ./dev bench --gate}.
 */
class GateCostProgram {

    private static final int OBJECTIVES = 10;
    private static final int HOURS = 26;
    private static final int STEP = 30;
    private static final int RUNS = 7;
    private static final Pattern QUERIES =
            Pattern.compile("prometheus_http_requests_total\\{[^}]*handler=\"/api/v1/query\"[^}]*} (\\d+)");

    @TempDir
    Path folder;

    private PrometheusServer prometheus;
    private Path slo;
    private String end;
    /** So recent that the newest samples are looked at, and all are there. */
    private String recent;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Table table = new Table(
            "Cost of evaluate with " + OBJECTIVES + " objectives, whole command; median of " + RUNS + " runs in turns",
            "what is looked at",
            "queries",
            "ms",
            "more ms");

    /** A command line and its name in the table. */
    private record Variant(String name, String... arguments) {}

    @Test
    void measure() throws Exception {
        Instant last = Instant.now();
        end = last.minusSeconds(600).toString();
        recent = last.minusSeconds(60).toString();
        slo = Files.writeString(folder.resolve("slo.yaml"), slo());
        Report.progress("writing samples of " + HOURS + " hours");
        try (var server = PrometheusServer.withSamples(folder.resolve("prometheus"), samples(last))) {
            prometheus = server;
            run();
        }
    }

    private static String samples(Instant last) {
        var text = new StringBuilder();
        long first = last.getEpochSecond() - HOURS * 3600L;
        for (int i = 0; i < OBJECTIVES; i++) {
            text.append("# TYPE requests_" + i + " counter\n");
            for (int second = 0; second <= HOURS * 3600; second += STEP) {
                text.append("requests_" + i + "_total{service=\"cart\"} " + (long) second * (i + 1) + " "
                        + (first + second) + "\n");
            }
        }
        return text.append("# EOF\n").toString();
    }

    private static String slo() {
        var text = new StringBuilder("comparison: {compare_with: single_result}\nindicators:\n");
        for (int i = 0; i < OBJECTIVES; i++) {
            text.append(
                    "  rate_" + i + ": sum(rate(requests_" + i + "_total{service=\"$SERVICE\"}[$DURATION_SECONDS]))\n");
        }
        text.append("objectives:\n");
        for (int i = 0; i < OBJECTIVES; i++) {
            text.append("  - {sli: rate_" + i + ", pass: [{criteria: [\"<=+10%\"]}]}\n");
        }
        return text.append("total_score: {pass: \"90%\"}\n").toString();
    }

    private void run() throws IOException, InterruptedException {
        var variants = List.of(
                new Variant("values only", "--no-coverage"),
                new Variant("values and the coverage of their samples"),
                new Variant("values, of a window that ended a minute ago", "--no-coverage", "--end=" + recent),
                new Variant("values and a live baseline", "--no-coverage", "--compare-with=offset:1h"),
                new Variant(
                        "values and two live baselines",
                        "--no-coverage",
                        "--compare-with=offset:1h",
                        "--compare-with=offset:1d"));
        var times = IntStream.range(0, variants.size())
                .mapToObj(i -> new double[RUNS])
                .toList();
        var queries = new long[variants.size()];
        evaluate(variants.getFirst());
        for (int run = 0; run < RUNS; run++) {
            Report.progress("evaluate, run " + (run + 1) + " of " + RUNS);
            for (int i = 0; i < variants.size(); i++) {
                long before = queries();
                times.get(i)[run] = evaluate(variants.get(i));
                queries[i] = queries() - before;
            }
        }
        double plain = Latencies.of(times.getFirst()).median();
        for (int i = 0; i < variants.size(); i++) {
            double median = Latencies.of(times.get(i)).median();
            table.row(variants.get(i).name(), queries[i], median, median - plain);
        }
        long before = queries();
        double took = command("backtest", "--for=24h", "--every=5m");
        table.row("backtest of 288 steps", queries() - before, took, took - plain);
        System.out.println(table.aligned());
    }

    private double evaluate(Variant variant) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of("--no-ci"));
        arguments.addAll(List.of(variant.arguments()));
        return command("evaluate", arguments.toArray(String[]::new));
    }

    private double command(String name, String... more) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of(more));
        if (arguments.stream().noneMatch(argument -> argument.startsWith("--end="))) {
            arguments.add("--end=" + end);
        }
        return timed(name, arguments.toArray(String[]::new));
    }

    private double timed(String name, String... more) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of(name, "--slo=" + slo, "--service=cart", "--timeframe=10m"));
        arguments.add("--prometheus=" + prometheus.url());
        arguments.addAll(List.of(more));
        long began = System.nanoTime();
        Program.Result result = Program.run(arguments.toArray(String[]::new));
        double took = Duration.ofNanos(System.nanoTime() - began).toMillis();
        if (result.exitCode() != 0 && result.exitCode() != 10) {
            throw new IllegalStateException(name + " ended with " + result.exitCode() + ": " + result.err());
        }
        return took;
    }

    /** @return how many queries Prometheus has answered since its start */
    private long queries() throws IOException, InterruptedException {
        String metrics = client.send(
                        HttpRequest.newBuilder(URI.create(prometheus.url() + "/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        Matcher counts = QUERIES.matcher(metrics);
        long sum = 0;
        while (counts.find()) {
            sum += Long.parseLong(counts.group(1));
        }
        return sum;
    }
}
