package dev.sliprovider.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sliprovider.history.EvaluationHistory;
import dev.sliprovider.history.HistoryBehaviour;
import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.ServiceHistory;
import dev.sliprovider.history.UnusableNameException;
import dev.sliprovider.peers.PostgresServer;
import dev.sliprovider.store.TestDatabase.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryDatabaseTest extends HistoryBehaviour {

    private static PostgresServer server;
    private static TestDatabase client;

    @BeforeAll
    static void start() {
        server = new PostgresServer().start();
        client = new TestDatabase(server.url(), Settings.USUAL);
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @Override
    protected EvaluationHistory empty() throws HistoryException {
        client.execute("TRUNCATE sli_evaluation, sli_pin");
        return client.history();
    }

    @Test
    void replicas_that_start_together_make_the_tables_once() throws Exception {
        client.execute("DROP TABLE IF EXISTS sli_evaluation, sli_pin, sli_schema");
        List<TestDatabase> replicas = IntStream.range(0, 6)
                .mapToObj(i -> new TestDatabase(server.url(), Settings.USUAL))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            var starts = replicas.stream()
                    .map(replica -> threads.submit(() -> {
                        replica.history().prepare();
                        return true;
                    }))
                    .toList();
            for (var start : starts) {
                assertThat(start.get()).isTrue();
            }
        }
        replicas.getFirst().history().of(CART).add(evaluation("a", 0, "pass"));
        assertThat(ids(replicas.getLast().history().of(CART).newest(9))).containsExactly("a");
        replicas.forEach(TestDatabase::close);
    }

    @Test
    void the_documented_statements_make_the_tables_and_read_them() throws HistoryException, IOException {
        client.execute("DROP TABLE IF EXISTS sli_evaluation, sli_pin, sli_schema");
        List<String> documented = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/history.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(documented).hasSize(2);
        assertThat(Stream.of(documented.getFirst().split(";\\s*")).toList()).isEqualTo(DatabaseSchema.TABLES);
        try (var other = new TestDatabase(server.url(), Settings.USUAL)) {
            other.history().of(CART).add(evaluation("a", 0, "pass"));
            other.execute(documented.getLast());
        }
    }

    @Test
    void tables_of_a_newer_version_are_not_touched() throws HistoryException {
        client.execute("UPDATE sli_schema SET version = 99");
        try (var other = new TestDatabase(server.url(), Settings.USUAL)) {
            assertThatThrownBy(() -> other.history().services())
                    .isInstanceOf(HistoryException.class)
                    .hasMessage("the history in " + server.url() + " cannot be used: its tables have version 99 (table"
                            + " sli_schema), and this program knows version 1; use the version of the program that made"
                            + " them, or another database");
        } finally {
            client.execute("UPDATE sli_schema SET version = 1");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''  | it is empty
                    {   | it is not JSON
                    {"id":"z","data":{"project":"shop","stage":"qa","service":"other"}} | it is not an evaluation of shop/qa/cart
                    {"id":"y","time":"2027-01-01T00:00:00Z","data":{"project":"shop","stage":"qa","service":"cart"}} | its id or its time is not that of its event
                    """)
    void a_row_of_others_that_is_no_evaluation_is_skipped(String event, String reason) throws HistoryException {
        ServiceHistory history = empty().of(CART);
        history.add(evaluation("good", 0, "pass"));
        client.execute("INSERT INTO sli_evaluation VALUES ('shop', 'qa', 'cart', 'z', '2027-01-01Z', 'pass', NULL, '"
                + event + "')");
        ServiceHistory.Found found = history.newest(1);
        assertThat(ids(found)).containsExactly("good");
        assertThat(found.skipped())
                .singleElement()
                .asString()
                .startsWith("The evaluation \"z\" of shop/qa/cart in " + server.url() + " is skipped: " + reason)
                .endsWith("delete its row.");
        assertThat(history.byId("z")).isEmpty();
        assertThat(client.history().byId("z")).isEmpty();
    }

    @Test
    void a_name_that_no_database_holds_is_refused() throws HistoryException {
        ServiceHistory history = empty().of(CART);
        assertThatThrownBy(() -> history.byId("a\0b"))
                .isInstanceOf(UnusableNameException.class)
                .hasMessageStartingWith("the id has a NUL character");
        assertThat(history.invalidate("x", "a\0b")).isFalse();
    }

    @Test
    void a_wrong_password_is_said_without_the_password() {
        var wrong = new Settings(
                Optional.of("sli"), Optional.of("not-this-one"), Optional.empty(), false, Duration.ofSeconds(5));
        try (var other = new TestDatabase(server.url(), wrong)) {
            assertThatThrownBy(() -> other.history().services())
                    .isInstanceOf(HistoryException.class)
                    .hasMessage("the history in " + server.url() + " cannot be used: password authentication failed for"
                            + " user \"sli\" (SQLSTATE 28P01); check sli-provider.history.database.user and its password,"
                            + " and whether the server requires TLS (sli-provider.history.database.tls)");
        }
    }

    @Test
    void a_database_that_is_not_there_is_named() {
        try (var other = new TestDatabase(server.url().replace("/postgres", "/none"), Settings.USUAL)) {
            assertThatThrownBy(() -> other.history().services())
                    .isInstanceOf(HistoryException.class)
                    .hasMessageContaining("database \"none\" does not exist (SQLSTATE 3D000); create the database");
        }
    }

    @Test
    void the_password_is_read_again_for_each_connection(@TempDir Path folder) throws HistoryException, IOException {
        Path file = Files.writeString(folder.resolve("password"), "wrong");
        var settings =
                new Settings(Optional.of("sli"), Optional.empty(), Optional.of(file), false, Duration.ofSeconds(5));
        try (var other = new TestDatabase(server.url(), settings)) {
            assertThatThrownBy(() -> other.history().services()).hasMessageContaining("28P01");
            Files.writeString(file, PostgresServer.PASSWORD + "\n");
            assertThat(other.history().byId("x")).isEmpty();
        }
        Files.delete(file);
        try (var other = new TestDatabase(server.url(), settings)) {
            assertThatThrownBy(() -> other.history().services())
                    .hasMessage("the history in " + server.url() + " cannot be used:"
                            + " sli-provider.history.database.password-file does not exist; correct the setting or the"
                            + " file");
        }
    }

    @Test
    void an_outage_is_reported_in_time_and_ends() throws HistoryException {
        try (var other = new TestDatabase(server.url(), Settings.USUAL.within(Duration.ofSeconds(1)))) {
            other.history().prepare();
            server.stop();
            long begin = System.nanoTime();
            assertThatThrownBy(() -> other.history().services())
                    .isInstanceOf(HistoryException.class)
                    .hasMessage("the history in " + server.url()
                            + " cannot be used: the connection was refused; try again" + " when it is available");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
            server.start();
            assertThat(other.history().byId("x")).isEmpty();
        }
    }

    @Test
    void a_server_that_hangs_is_reported_in_time_and_the_connections_come_back() throws HistoryException {
        try (var other = new TestDatabase(server.url(), Settings.USUAL.within(Duration.ofSeconds(1)))) {
            other.history().prepare();
            server.freeze(true);
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> other.history().services())
                        .isInstanceOf(HistoryException.class)
                        .hasMessageMatching(
                                ".* cannot be used: (no answer in time|the connection broke.*|no connection in time); try again when it is"
                                        + " available");
            }
            server.freeze(false);
            org.awaitility.Awaitility.await()
                    .ignoreExceptions()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> other.history().byId("x").isEmpty());
        }
    }

    @Test
    void nothing_that_was_confirmed_is_lost_when_the_server_restarts() throws Exception {
        ServiceHistory history = empty().of(CART);
        var restarts = CompletableFuture.runAsync(() -> {
            server.restart();
            server.kill();
            server.start();
        });
        int added = 0;
        while (!restarts.isDone() || added < 50) {
            history.add(evaluation("e" + added, added, "pass"));
            added++;
        }
        restarts.get();
        int all = added;
        assertThat(ids(history.newest(added + 10)))
                .containsExactlyElementsOf(IntStream.range(0, added)
                        .mapToObj(i -> "e" + (all - 1 - i))
                        .toList());
    }

    @Test
    void ten_of_ten_thousand_are_found_fast() throws HistoryException {
        ServiceHistory history = empty().of(CART);
        client.execute(
                "INSERT INTO sli_evaluation SELECT 'shop', 'qa', 'cart', 'f' || i, '2025-01-01Z'::timestamptz + i *"
                        + " interval '1 minute', 'pass', NULL, '{}' FROM generate_series(1, 10000) i");
        for (int i = 0; i < 10; i++) {
            history.add(evaluation("e" + i, i, "pass"));
        }
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long begin = System.nanoTime();
            assertThat(history.newest(10).evaluations()).hasSize(10);
            best = Math.min(best, System.nanoTime() - begin);
        }
        System.out.printf("newest 10 of 10,000 evaluations in PostgreSQL: %.1f ms%n", best / 1e6);
    }
}
