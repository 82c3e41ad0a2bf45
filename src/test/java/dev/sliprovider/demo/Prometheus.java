package dev.sliprovider.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** A real Prometheus that scrapes itself and the providers every second. */
final class Prometheus {

    private final Servers servers;
    private final int port;

    Prometheus(Servers servers, int port) {
        this.servers = servers;
        this.port = port;
    }

    String url() {
        return Loopback.url(port);
    }

    /** @param providers ports of their metrics */
    void start(int... providers) throws IOException {
        Path configuration = servers.folder().resolve("prometheus.yml");
        String targets = Arrays.stream(providers)
                .mapToObj(provider -> "'127.0.0.1:" + provider + "'")
                .collect(Collectors.joining(", "));
        Files.writeString(configuration, """
                global: {scrape_interval: 1s}
                scrape_configs:
                - job_name: prometheus
                  static_configs: [{targets: ['127.0.0.1:%d']}]
                - job_name: prometheus-sli-provider
                  static_configs: [{targets: [%s]}]
                """.formatted(port, targets));
        servers.start(
                "prometheus",
                Map.of(),
                System.getenv().getOrDefault("PROMETHEUS_BIN", "prometheus"),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + servers.folder().resolve("data"),
                "--web.listen-address=127.0.0.1:" + port);
    }

    /** Also makes the traffic that the indicators are about, some of it bad. */
    boolean hasSamples(int providers) throws IOException, InterruptedException {
        value("up");
        value(")");
        return value("count_over_time(up{job=\"prometheus\"}[1m])") >= 6
                && value("sum(max_over_time(up{job=\"prometheus-sli-provider\"}[1m]))") >= providers
                && value("sum(increase(prometheus_http_requests_total{code=~\"4..\"}[1m]))") > 0;
    }

    /** @return the first value of the query, or 0 */
    double value(String query) throws IOException, InterruptedException {
        String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
        String body = Loopback.get(url() + "/api/v1/query?query=" + encoded).body();
        return new ObjectMapper().readTree(body).at("/data/result/0/value/1").asDouble();
    }
}
