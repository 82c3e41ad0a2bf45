package dev.sliprovider.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is packaged is what the document lists, under licences that may be used. */
class LicencesIT {

    private static final Set<String> ALLOWED = Set.of(
            "Apache-2.0",
            "MIT",
            "MIT-0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            "EPL-2.0",
            // The words of the MIT licence.
            "Bouncy Castle Licence");

    @Test
    void every_library_is_listed_and_every_listed_one_is_packaged() throws IOException {
        Set<String> listed = documented().keySet();
        List<String> jars = Licences.packaged();

        assertThat(jars)
                .as("./dev sbom writes the list")
                .hasSizeGreaterThan(100)
                .allSatisfy(jar -> assertThat(listed).anyMatch(jar::startsWith));
        assertThat(listed).as("./dev sbom writes the list").allSatisfy(name -> assertThat(jars)
                .anyMatch(jar -> jar.startsWith(name)));
    }

    @Test
    void every_library_may_be_used_under_an_allowed_licence() throws IOException {
        assertThat(documented())
                .allSatisfy((name, licences) -> assertThat(licences).as(name).containsAnyElementsOf(ALLOWED));
    }

    private static Map<String, List<String>> documented() throws IOException {
        return Pattern.compile("(?m)^\\| `([^`]+)` \\| (.+) \\|$")
                .matcher(Files.readString(Licences.DOCUMENT))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> List.of(row.group(2).split(", "))));
    }
}
