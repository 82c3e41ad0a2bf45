package dev.sliprovider.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.slo.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is special to files; {@link HistoryDirectoryTest} has what holds for every history. */
class ServiceDirectoryTest {

    private static final Scope CART = new Scope("shop", "qa", "cart");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = START.plus(Duration.ofHours(2));

    @TempDir
    private Path root;

    private ServiceDirectory history;

    @BeforeEach
    void open() throws HistoryException {
        history = new ServiceDirectory(root, CART);
    }

    private static KeptEvaluation evaluation(String id, int minute, String result) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("project", "shop").put("stage", "qa").put("service", "cart").put("result", result);
        data.putObject("evaluation").put("score", 100).putObject("gate").put("version", 1);
        return KeptEvaluation.of(id, START.plus(Duration.ofMinutes(minute)), "gate", data);
    }

    private static List<String> ids(ServiceDirectory.Found found) {
        return found.evaluations().stream().map(KeptEvaluation::id).toList();
    }

    private Path folder() {
        return root.resolve("shop/qa/cart");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.sorted().toList();
        }
    }

    @Test
    void one_that_is_dated_in_the_future_is_not_compared_with() throws HistoryException {
        history.add(evaluation("good", 0, "pass"));
        history.add(evaluation("other-clock", 59, "pass"));
        history.add(evaluation("future", 61, "pass"));
        ServiceDirectory.Found found = history.newest(Comparison.STANDARD, "own", START);
        assertThat(ids(found)).containsExactly("other-clock");
        assertThat(found.skipped())
                .containsExactly(folder().resolve("20260101T010100000Z-future.json")
                        + " is skipped: it is dated in the future (2026-01-01T01:01:00Z); remove the file.");
        assertThat(ids(history.newest(9))).containsExactly("future", "other-clock", "good");
    }

    @Test
    void useless_files_do_not_take_the_place_of_evaluations_that_are_kept() throws HistoryException, IOException {
        for (int minute = 0; minute < 4; minute++) {
            history.add(evaluation("e" + minute, minute, "pass"));
        }
        history.add(evaluation("future", 999, "pass"));
        Files.writeString(folder().resolve("20260101T003000000Z-broken.json"), "{");
        Files.writeString(folder().resolve("x.json"), "");
        Path folderAmongThem = Files.createDirectories(folder().resolve("20200101T000000000Z-folder.json/inner"));
        assertThat(history.prune(2, START).evaluations()).isEqualTo(2);
        assertThat(ids(history.newest(9))).containsExactly("future", "e3", "e2");
        assertThat(folderAmongThem).exists();
        assertThat(history.prune(0, START).evaluations()).isEqualTo(5);
    }

    @Test
    void the_same_id_replaces() throws HistoryException, IOException {
        history.add(evaluation("run-1", 0, "fail"));
        history.invalidate("run-1", "flaky");
        history.add(evaluation("1", 0, "pass"));
        history.add(evaluation("run-1", 5, "pass"));
        assertThat(ids(history.newest(9))).containsExactly("run-1", "1");
        assertThat(files()).hasSize(2);
    }

    @Test
    void an_invalidated_one_does_not_count_and_stays() throws HistoryException, IOException {
        history.add(evaluation("a", 0, "pass"));
        history.add(evaluation("b", 1, "pass"));
        assertThat(history.invalidate("b", "wrong load")).isTrue();
        assertThat(ids(history.newest(9))).containsExactly("a");
        assertThat(files()).hasSize(3);
        assertThat(history.byId("b")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc",
                "/tmp/x",
                "..",
                ".",
                "a/b",
                "a\\b",
                "x.invalidated",
                "pinned",
                "ü 1%",
                "a\0b",
                "-",
                "CON:"
            })
    void names_never_lead_out_of_the_directory(String name) throws HistoryException, IOException {
        var named = new ServiceDirectory(root.resolve("inner"), new Scope(name, name, name));
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("project", name).put("stage", name).put("service", name).put("result", "pass");
        named.add(KeptEvaluation.of(name, START, "gate", data));
        assertThat(ids(named.newest(1))).containsExactly(name);
        try (Stream<Path> outside = Files.list(root)) {
            assertThat(outside).containsExactly(root.resolve("inner"));
        }
        try (Stream<Path> files = Files.walk(root.resolve("inner"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1).allSatisfy(file -> assertThat(
                            root.resolve("inner").relativize(file).getNameCount())
                    .isEqualTo(4));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                                                    | it is empty
                    {                                                                     | it is not JSON
                    {} {}                                                                 | it is not JSON
                    NaN                                                                   | it is not JSON
                    {"data":{"project":"shop","stage":"qa","service":"other"}}            | it is not an evaluation of shop/qa/cart
                    {"data":{"project":"shop","stage":"qa","service":"cart"}}             | it has no "id"
                    {"id":"z","data":{"project":"shop","stage":"qa","service":"cart"}}    | its "time" is not of the form
                    {"id":"z","time":"2027-01-01T00:00:00Z","data":{"project":"shop","stage":"qa","service":"cart","evaluation":{"score":1e400}}} | data.evaluation.score is a number
                    {"id":"y","time":"2027-01-01T00:00:00Z","data":{"project":"shop","stage":"qa","service":"cart"}} | its name is not that of its time and id
                    """)
    void a_bad_file_is_skipped_by_name_and_not_counted(String content, String reason)
            throws HistoryException, IOException {
        history.add(evaluation("good", 0, "pass"));
        Path bad = Files.writeString(folder().resolve("20270101T000000000Z-z.json"), content);
        skipped(bad, reason);
    }

    private void skipped(Path bad, String reason) throws HistoryException {
        ServiceDirectory.Found found = history.newest(1);
        assertThat(ids(found)).containsExactly("good");
        assertThat(found.skipped())
                .singleElement()
                .asString()
                .startsWith(bad + " is skipped: " + reason)
                .endsWith("remove the file.");
    }

    @Test
    void hostile_files_are_skipped() throws HistoryException, IOException {
        history.add(evaluation("good", 0, "pass"));
        Path bad = folder().resolve("20270101T000000000Z-z.json");
        Files.writeString(bad, "[".repeat(100_000));
        skipped(bad, "it is not JSON");
        Files.write(bad, new byte[RecordJson.LARGEST + 1]);
        skipped(bad, "it has more than");
        Files.delete(bad);
        Files.createSymbolicLink(bad, files().getFirst());
        skipped(bad, "it is not a regular file");
        Files.delete(bad);
        Files.createDirectory(bad);
        skipped(bad, "it is not a regular file");
        Files.delete(bad);
        Path nameless = Files.writeString(folder().resolve("zzz.json"), "{}");
        skipped(nameless, "it is not an evaluation");
        history.add(evaluation("again", 1, "pass"));
        assertThat(history.prune(1, LATER).evaluations()).isEqualTo(1);
    }

    @Test
    void what_was_being_written_when_the_process_was_killed_is_not_seen() throws HistoryException, IOException {
        history.add(evaluation("good", 0, "pass"));
        byte[] whole = Files.readAllBytes(files().getFirst());
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(folder().resolve("." + length + ".tmp"), Arrays.copyOf(whole, length));
        }
        assertThat(history.newest(9)).satisfies(found -> {
            assertThat(ids(found)).containsExactly("good");
            assertThat(found.skipped()).isEmpty();
        });
    }

    @Test
    void a_directory_that_is_a_file_is_refused() throws IOException {
        Files.createDirectories(root.resolve("shop/qa"));
        Files.writeString(folder(), "x");
        assertThatThrownBy(() -> history.newest(1))
                .isInstanceOf(HistoryException.class)
                .hasMessageEndingWith("name another directory for the history");
        assertThatThrownBy(() -> history.add(evaluation("a", 0, "pass"))).isInstanceOf(HistoryException.class);
    }

    @Test
    void ten_of_ten_thousand_are_found_fast() throws HistoryException, IOException {
        history.add(evaluation("e0", 0, "pass"));
        byte[] one = Files.readAllBytes(files().getFirst());
        for (int i = 1; i < 10_000; i++) {
            Files.write(folder().resolve("20250101T%09dZ-f%d.json".formatted(i, i)), one);
        }
        for (int i = 1; i < 10; i++) {
            history.add(evaluation("e" + i, i, "pass"));
        }
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long begin = System.nanoTime();
            assertThat(history.newest(10).evaluations()).hasSize(10);
            best = Math.min(best, System.nanoTime() - begin);
        }
        System.out.printf("newest 10 of 10,000 evaluations: %.1f ms%n", best / 1e6);
    }

    @Test
    void all_services_of_a_directory_are_found_by_their_names() throws HistoryException, IOException {
        var all = new HistoryDirectory(root);
        var odd = new Scope("p/../q", "ä b", "%2e.c");
        all.of(odd).add(evaluation("odd", 1, "pass"));
        history.add(evaluation("e1", 0, "pass"));
        Files.createDirectories(root.resolve(".git/refs/heads"));
        Files.createSymbolicLink(root.resolve("linked"), root.resolve(CART.project()));
        assertThat(all.services()).containsExactlyInAnyOrder(CART, odd);
        assertThat(all.byId("e1")).map(KeptEvaluation::id).contains("e1");
        assertThat(all.byId("none")).isEmpty();
        assertThat(new HistoryDirectory(root.resolve("absent")).services()).isEmpty();
    }
}
