package dev.sliprovider.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.cli.ProcessLogs;
import dev.sliprovider.cli.Program;
import dev.sliprovider.fakekeptn.Certificate;
import dev.sliprovider.secrets.Secrets;
import dev.sliprovider.waiting.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * A real Prometheus on a loopback port of its own that scrapes nothing by itself. It keeps its port: it can be stopped and
 * started again.
 */
public final class PrometheusServer implements AutoCloseable {

    /** Who may ask if {@link #basicAuth} is on. */
    public static final String USER = "prober";

    /** The password of {@link #USER}; it has characters that a URL and a form would encode. */
    public static final String PASSWORD = "open/sesame?&=%20";

    /** bcrypt of {@link #PASSWORD}, cost 4, by crypt(3). */
    private static final String HASH = "$2b$04$yeO6kpI02r6T7l9dbyJPS./Q2rR97y3cwxkqfZxUwCgplyZ/V16/i";

    private final Path folder;
    private final int port;
    private final List<String> web = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private String scheme = "http";
    private String prefix = "";
    private String configuration = "global: {}\n";
    private Process process;

    private PrometheusServer(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.port = Program.freePort();
    }

    /** One that is not started yet, with its data in the folder {@code data} there, which may hold some already. */
    public static PrometheusServer in(Path folder) throws IOException {
        return new PrometheusServer(folder);
    }

    /**
     * One that is started, with samples of the past.
     *
     * @param openMetrics text with time stamps, that ends with {@code # EOF}
     */
    public static PrometheusServer withSamples(Path folder, String openMetrics) throws Exception {
        return withSamples(folder, openMetrics, "global: {}\n");
    }

    /**
     * One that is started, with samples of the past.
     *
     * @param openMetrics text with time stamps, that ends with {@code # EOF}
     * @param configuration of {@link #configured}
     */
    public static PrometheusServer withSamples(Path folder, String openMetrics, String configuration) throws Exception {
        PrometheusServer server = new PrometheusServer(folder).configured(configuration);
        Path samples = Files.writeString(folder.resolve("samples.txt"), openMetrics);
        Process promtool = new ProcessBuilder(
                        program("PROMTOOL_BIN"),
                        "tsdb",
                        "create-blocks-from",
                        "openmetrics",
                        samples.toString(),
                        folder.resolve("data").toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(promtool.getInputStream().readAllBytes());
        assertThat(promtool.waitFor()).as(output).isZero();
        return server.start();
    }

    /** HTTPS only. */
    public PrometheusServer tls(Certificate certificate) {
        scheme = "https";
        web.add("tls_server_config:");
        web.add("  cert_file: " + certificate.pem().toAbsolutePath());
        web.add("  key_file: " + certificate.key().toAbsolutePath());
        return this;
    }

    /** HTTPS only, and only for clients with a certificate of this authority. */
    public PrometheusServer mutualTls(Certificate certificate, Path ca) {
        tls(certificate);
        web.add("  client_auth_type: RequireAndVerifyClientCert");
        web.add("  client_ca_file: " + ca.toAbsolutePath());
        return this;
    }

    /** Only for {@link #USER}. */
    public PrometheusServer basicAuth() {
        Secrets.register(PASSWORD);
        web.add("basic_auth_users:");
        web.add("  " + USER + ": " + HASH);
        return this;
    }

    /** Everything is below this path, such as {@code /prom}. */
    public PrometheusServer routePrefix(String path) {
        prefix = path;
        arguments.add("--web.route-prefix=" + path);
        return this;
    }

    /** Has this {@code prometheus.yml}. */
    public PrometheusServer configured(String yaml) {
        configuration = yaml;
        return this;
    }

    /** Scrapes this target, such as {@code 127.0.0.1:9100}, again after so many seconds. */
    public PrometheusServer scraping(String target, int seconds) {
        configuration = "global: {scrape_interval: " + seconds + "s, scrape_timeout: " + seconds + "s}\n"
                + "scrape_configs: [{job_name: exporter, static_configs: [{targets: [\"" + target + "\"]}]}]\n";
        return this;
    }

    /** Starts it and waits until it is ready. */
    public PrometheusServer start() throws IOException {
        Path log = folder.resolve("prometheus.log");
        Path file = Files.writeString(folder.resolve("prometheus.yml"), configuration);
        var command = new ArrayList<>(List.of(
                program("PROMETHEUS_BIN"),
                "--config.file=" + file,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--storage.tsdb.retention.time=100y",
                "--web.external-url=" + url(),
                "--web.listen-address=127.0.0.1:" + port));
        if (!web.isEmpty()) {
            command.add("--web.config.file=" + Files.write(folder.resolve("web.yml"), web));
        }
        command.addAll(arguments);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        ProcessLogs.add("Prometheus", log, process);
        try {
            // Its log tells that it is ready also to those whom it would not let in.
            Eventually.await()
                    .failFast("Prometheus has ended", () -> !process.isAlive())
                    .until(() -> Files.readString(log).contains("Server is ready to receive web requests"));
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            stop();
            throw e;
        }
        return this;
    }

    /** @return base URL, with the prefix if there is one */
    public String url() {
        return scheme + "://127.0.0.1:" + port + prefix;
    }

    /** @return its port, by which it can be asked under another name too */
    public int port() {
        return port;
    }

    /** Freezes it with STOP, which takes connections from then on and answers nothing, or wakes it with CONT. */
    public void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it; it can be started again. */
    public void stop() {
        if (process != null && process.isAlive()) {
            signal("CONT");
            process.destroy();
            process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        stop();
    }

    /**
     * A program of Prometheus.
     *
     * @param variable that names it
     */
    public static String program(String variable) {
        String path = System.getenv(variable);
        if (path == null || !Files.isExecutable(Path.of(path))) {
            throw new IllegalStateException(
                    variable + " does not name a program; ./dev test fetches Prometheus and sets it");
        }
        return path;
    }
}
