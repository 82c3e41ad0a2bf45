package dev.sliprovider.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenTest {

    private static final int CASES = 7_146;

    private static final String CASE = """
            {"id":"a","slo":null,"indicatorValues":[],"getSli":{"status":"succeeded","result":"pass","message":""},\
            "history":[],"expected":{"outcome":"finished","status":"succeeded","result":"%s","message":"no evaluation \
            performed by lighthouse because no SLO file configured for project shop","evaluation":{"result":"pass",\
            "score":0,"indicatorResults":null,"slo":false}}}
            """;

    @Test
    void all_committed_cases_agree_with_lighthouse() throws IOException {
        long begin = System.nanoTime();
        GoldenFile.Result result = GoldenFile.COMMITTED.run();
        System.out.printf(
                "golden cases: %d of %d agree, in %d ms%n",
                result.agreeing(),
                result.cases(),
                Duration.ofNanos(System.nanoTime() - begin).toMillis());
        assertThat(result.differences()).isEmpty();
        assertThat(result.cases()).isEqualTo(CASES);
    }

    @Test
    void a_file_without_compression_is_read_too(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("cases.jsonl"), CASE.formatted("pass"));
        assertThat(new GoldenFile(file).run()).isEqualTo(new GoldenFile.Result(1, List.of()));
    }

    @Test
    void a_case_that_differs_is_named_with_both_outcomes(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("cases.jsonl"), CASE.formatted("fail"));
        assertThat(new GoldenFile(file).run().differences()).singleElement().satisfies(difference -> {
            assertThat(difference.id()).isEqualTo("a");
            assertThat(difference.expected()).contains("\"result\":\"fail\"");
            assertThat(difference.actual()).contains("\"result\":\"pass\"");
        });
    }

    @Test
    void what_is_no_case_is_refused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("cases.jsonl"), "{}\n");
        assertThatThrownBy(new GoldenFile(file)::run)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 1");
        assertThatThrownBy(new GoldenFile(folder.resolve("none"))::run).isInstanceOf(IOException.class);
    }
}
