package dev.sliprovider.real;

import dev.sliprovider.cli.Program;
import dev.sliprovider.peers.PrometheusServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A server with Prometheus' query API that has {@link ServerSamples} and scrapes {@link LiveExporter}. */
sealed interface RealServer extends AutoCloseable permits RealServer.Prometheus, RealServer.VictoriaMetrics, Thanos {

    /** Between two scrapes. */
    int INTERVAL = 3;

    /** @return base URL of its API */
    String url();

    /** @return as {@code check} names it */
    String product();

    @Override
    void close();

    /** @return configuration of Prometheus and of VictoriaMetrics that scrapes this path */
    static String scraping(String job, String target, String path) {
        return """
                - job_name: %s
                  metrics_path: %s
                  scrape_interval: %ds
                  scrape_timeout: %ds
                  static_configs: [{targets: ["%s"]}]
                """.formatted(job, path, INTERVAL, INTERVAL, target);
    }

    /** Prometheus 3. */
    record Prometheus(PrometheusServer server) implements RealServer {

        static Prometheus start(Path folder, LiveExporter live) throws Exception {
            return new Prometheus(PrometheusServer.withSamples(
                    folder,
                    ServerSamples.openMetrics(),
                    "scrape_configs:\n" + scraping("live", live.target(), "/metrics")
                            + scraping("utf8", live.target(), "/utf8")));
        }

        @Override
        public String url() {
            return server.url();
        }

        @Override
        public String product() {
            return "Prometheus 3";
        }

        @Override
        public void close() {
            server.close();
        }
    }

    /** The single node of VictoriaMetrics. */
    record VictoriaMetrics(ServerProcess server, String url) implements RealServer {

        static VictoriaMetrics start(Path folder, LiveExporter live) throws IOException, InterruptedException {
            Files.createDirectories(folder);
            Path scrape = Files.writeString(
                    folder.resolve("scrape.yml"), "scrape_configs:\n" + scraping("live", live.target(), "/metrics"));
            String address = "127.0.0.1:" + Program.freePort();
            String url = "http://" + address;
            ServerProcess server = ServerProcess.start(
                    folder.resolve("victoria-metrics.log"),
                    url + "/health",
                    List.of(
                            PrometheusServer.program("VICTORIA_METRICS_BIN"),
                            "-httpListenAddr=" + address,
                            "-storageDataPath=" + folder.resolve("data"),
                            "-retentionPeriod=100y",
                            "-promscrape.config=" + scrape));
            ServerProcess.post(url + "/api/v1/import/prometheus", ServerSamples.inMilliseconds());
            ServerProcess.get(url + "/internal/force_flush");
            return new VictoriaMetrics(server, url);
        }

        @Override
        public String product() {
            return "VictoriaMetrics";
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
