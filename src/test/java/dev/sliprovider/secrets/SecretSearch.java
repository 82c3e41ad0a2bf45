package dev.sliprovider.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sliprovider.secrets.ProgramOutput.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No secret is in anything the program wrote while all other tests ran. Maven runs this after them (pom.xml). */
class SecretSearch {

    @Test
    void nothing_that_was_written_has_a_secret() throws IOException {
        var search = new Search(Secrets.all());
        var found = new ArrayList<String>();
        for (Kind kind : Kind.values()) {
            for (Path file : files(kind)) {
                found.addAll(search.in(file));
            }
        }
        assertThat(found).as("places of secrets").isEmpty();
    }

    /** Who records nothing finds nothing: what every run of all tests writes has to be there. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PROCESS | Usage:
            PROCESS | "message":"get-sli
            PROCESS | get-sli.finished
            PROCESS | registered with the control plane
            PROCESS | 20 triggered, 20 finished
            REQUEST | /event
            REQUEST | get-sli.finished
            REQUEST | /api/v1/query
            REQUEST | /v1/uniform/registration
            REQUEST | /v1/log
            REQUEST | sli.yaml
            BUS     | get-sli.finished
            ANSWER  | problem+json
            ANSWER  | get-sli.finished
            ANSWER  | sli_events_seconds_count
            ANSWER  | "status": "DOWN"
            LOG     | get-sli
            """)
    void enough_was_written(Kind kind, String text) throws IOException {
        assumeAllTestsRan();
        boolean isThere = false;
        for (Path file : files(kind)) {
            isThere |= new String(Files.readAllBytes(file)).contains(text);
        }
        assertThat(isThere).as("%s is in what was written", text).isTrue();
    }

    @Test
    void enough_secrets_were_made_known() throws IOException {
        assumeAllTestsRan();
        assertThat(Secrets.all().size()).isGreaterThan(20);
        assertThat(files(Kind.PROCESS).size()).isGreaterThan(100);
    }

    /** Maven hands on what a person has chosen. */
    private static void assumeAllTestsRan() {
        assumeTrue(System.getProperty("test") == null && System.getProperty("it.test") == null, "only some tests ran");
    }

    private static List<Path> files(Kind kind) throws IOException {
        if (!Files.exists(ProgramOutput.folder(kind))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(ProgramOutput.folder(kind))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
