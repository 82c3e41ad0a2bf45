package dev.sliprovider.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.bench.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Checks the packaged program with Prometheus 3, VictoriaMetrics and Thanos and prints a table; run by
 * {@code ./dev servers}, and by no build.
 */
class ServersProgram {

    /** A part of a failure that is printed. */
    private static final int LONGEST = 20_000;

    private static final String NOT_APPLICABLE = "–";

    /** By the name on the command line. */
    private static final Map<String, Start> SERVERS = new LinkedHashMap<>();

    static {
        SERVERS.put("prometheus", RealServer.Prometheus::start);
        SERVERS.put("victoria-metrics", RealServer.VictoriaMetrics::start);
        SERVERS.put("thanos", Thanos::start);
    }

    private final Map<String, Map<String, String>> results = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    /** Starts a server that scrapes something. */
    private interface Start {
        RealServer in(Path folder, LiveExporter live) throws Exception;
    }

    @Test
    @Timeout(1500)
    void check_all() throws Exception {
        List<String> names = List.of(System.getProperty("servers").split(","));
        Path folder = Files.createTempDirectory("servers");
        try (var live = new LiveExporter()) {
            for (String name : names) {
                try (RealServer server = SERVERS.get(name).in(Files.createDirectories(folder.resolve(name)), live)) {
                    var subject = new Subject(server, live, folder.resolve(name));
                    checks(name).forEach(check -> run(name, check, subject));
                }
            }
        }
        print(names);
        assertThat(failures.size()).as("failures, which are printed above").isZero();
    }

    private static Stream<ServerCheck> checks(String server) {
        Stream<ServerCheck> some =
                switch (server) {
                    case "thanos" -> Stream.concat(Stream.of(utf8()), ThanosChecks.all().stream());
                    case "prometheus" -> Stream.of(utf8());
                    default -> Stream.of();
                };
        var causes = new ServerCheck("causes of missing values", CauseChecks::causes);
        return Stream.of(ServerChecks.all().stream(), Stream.of(causes), some).flatMap(each -> each);
    }

    private static ServerCheck utf8() {
        return new ServerCheck("UTF-8 names", Utf8Checks::names);
    }

    private void run(String server, ServerCheck check, Subject subject) {
        long began = System.nanoTime();
        String result = "ok";
        try {
            check.body().run(subject);
        } catch (Exception | AssertionError e) {
            result = "FAILED";
            String why = String.valueOf(e.getMessage());
            failures.add(check.name() + " with " + server + ": "
                    + (e instanceof AssertionError ? "" : e.getClass().getSimpleName() + ": ")
                    + why.substring(0, Math.min(why.length(), LONGEST)));
        }
        String seconds = String.format(Locale.ROOT, ", %.1f s", (System.nanoTime() - began) / 1e9);
        results.computeIfAbsent(check.name(), name -> new LinkedHashMap<>()).put(server, result + seconds);
    }

    private void print(List<String> servers) {
        failures.forEach(failure -> System.out.println(failure + "\n"));
        var table = new Table(
                "The program with real servers",
                Stream.concat(Stream.of("check"), servers.stream()).toArray(String[]::new));
        results.forEach((check, byServer) -> table.row(Stream.concat(
                        Stream.of(check), servers.stream().map(server -> byServer.getOrDefault(server, NOT_APPLICABLE)))
                .toArray()));
        System.out.println(table.aligned());
    }
}
