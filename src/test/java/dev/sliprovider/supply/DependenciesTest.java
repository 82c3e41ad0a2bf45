package dev.sliprovider.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the program is made of is what somebody had a reason for. */
class DependenciesTest {

    private static final Pattern DEPENDENCY = Pattern.compile(
            "(?:<!-- (.+?) -->\\s*)?<dependency>\\s*<groupId>(.+?)</groupId>\\s*<artifactId>(.+?)</artifactId>");

    @Test
    void every_dependency_has_a_line_that_says_what_it_is_for() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        String dependencies = pom.substring(pom.indexOf("</dependencyManagement>"), pom.indexOf("<build>"));
        List<String> unexplained = DEPENDENCY
                .matcher(dependencies)
                .results()
                .filter(dependency -> dependency.group(1) == null)
                .map(dependency -> dependency.group(2) + ":" + dependency.group(3))
                .toList();

        assertThat(DEPENDENCY.matcher(dependencies).results()).hasSizeGreaterThan(15);
        assertThat(unexplained).isEmpty();
    }

    @Test
    void every_version_is_one_and_no_range() throws IOException {
        assertThat(Pattern.compile("<(?:version|[\\w.-]+\\.version)>([^<$]+)<")
                        .matcher(Files.readString(Path.of("pom.xml")))
                        .results()
                        .map(version -> version.group(1))
                        .filter(version -> !version.endsWith(",)")))
                .isNotEmpty()
                .allMatch(version -> version.matches("\\d+(\\.\\d+)+(-SNAPSHOT)?"));
    }
}
