package dev.sliprovider.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AnswerTest {

    private static final Path FOLDER = Path.of("src/test/answers");
    private static final Pattern NAMED = Pattern.compile("(?m)^\\| `([^`]+)`");

    @Test
    void every_file_says_its_status_and_is_what_it_says() throws Exception {
        for (String name : files()) {
            Answer answer = Answer.file(name);
            assertThat(answer.status()).as(name).isBetween(200, 599);
            assertThat(answer.body()).as(name).isNotBlank();
            if (name.endsWith(".json")) {
                assertThat(new ObjectMapper().readTree(answer.body()).isObject())
                        .as(name)
                        .isTrue();
                assertThat(answer.headers()).containsEntry("Content-Type", "application/json");
            }
        }
    }

    @Test
    void the_readme_names_every_file_and_no_other() throws Exception {
        assertThat(NAMED.matcher(Files.readString(FOLDER.resolve("README.md")))
                        .results()
                        .map(match -> match.group(1)))
                .containsExactlyInAnyOrderElementsOf(files());
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("README.md"))
                    .toList();
        }
    }
}
