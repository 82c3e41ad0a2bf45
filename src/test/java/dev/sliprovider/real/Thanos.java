package dev.sliprovider.real;

import dev.sliprovider.cli.Program;
import dev.sliprovider.peers.PrometheusServer;
import dev.sliprovider.waiting.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Thanos' Querier over two sidecars, each beside a Prometheus with series of its own. */
final class Thanos implements RealServer {

    /** What each series of the first Prometheus has in addition. */
    static final String LABEL = ",prometheus=\"first\"";

    private final Path folder;
    private final int port = Program.freePort();
    private final List<Runnable> started = new ArrayList<>();
    private PrometheusServer second;
    private ServerProcess secondSidecar;

    private Thanos(Path folder) throws IOException {
        this.folder = folder;
    }

    static Thanos start(Path folder, LiveExporter live) throws Exception {
        var thanos = new Thanos(folder);
        try {
            thanos.start(live.target());
            return thanos;
        } catch (Exception e) {
            thanos.close();
            throw e;
        }
    }

    private void start(String target) throws Exception {
        String jobs = RealServer.scraping("live", target, "/metrics") + RealServer.scraping("utf8", target, "/utf8");
        PrometheusServer first = PrometheusServer.withSamples(
                folder.resolve("first"), ServerSamples.openMetrics(), configuration("first", jobs));
        started.add(first::close);
        second = PrometheusServer.in(folder.resolve("second"))
                .configured(configuration("second", RealServer.scraping("other", target, "/other")))
                .start();
        started.add(second::close);
        int firstStore = Program.freePort();
        int secondStore = Program.freePort();
        sidecar("first", first.url(), firstStore);
        secondSidecar = sidecar("second", second.url(), secondStore);
        thanos(
                "query",
                port,
                "--grpc-address=127.0.0.1:" + Program.freePort(),
                "--endpoint-strict=127.0.0.1:" + firstStore,
                "--endpoint-strict=127.0.0.1:" + secondStore);
        Eventually.await().ignoreExceptions().until(() -> ServerProcess.get(url() + "/api/v1/query?query=count(up)")
                .body()
                .contains("\"3\""));
    }

    private static String configuration(String name, String jobs) {
        return "global: {external_labels: {prometheus: " + name + "}}\nscrape_configs:\n" + jobs;
    }

    private ServerProcess sidecar(String name, String prometheus, int store) throws IOException {
        return thanos(
                "sidecar",
                Program.freePort(),
                "--prometheus.url=" + prometheus,
                "--tsdb.path=" + folder.resolve(name).resolve("data"),
                "--grpc-address=127.0.0.1:" + store);
    }

    private ServerProcess thanos(String component, int http, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(PrometheusServer.program("THANOS_BIN"), component));
        command.add("--http-address=127.0.0.1:" + http);
        command.addAll(List.of(arguments));
        Path log = folder.resolve("thanos-" + component + "-" + http + ".log");
        ServerProcess process = ServerProcess.start(log, "http://127.0.0.1:" + http + "/-/ready", command);
        started.add(process::close);
        return process;
    }

    /** Ends the second Prometheus: its sidecar still answers, and has nothing to answer with. */
    void killSecondPrometheus() {
        second.close();
    }

    /** Ends the sidecar of the second Prometheus. */
    void killSecondSidecar() {
        secondSidecar.kill();
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public String product() {
        return "Thanos";
    }

    @Override
    public void close() {
        started.reversed().forEach(Runnable::run);
    }
}
