package dev.sliprovider.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingPathTest {

    @TempDir
    Path root;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(root.resolve("deploy/gate"));
        Files.createDirectories(root.resolve(".git"));
        Files.writeString(root.resolve("deploy/gate/slo.yaml"), "");
        Files.writeString(root.resolve("deploy/objectives.yaml"), "");
        Files.writeString(root.resolve(".git/config.yaml"), "");
    }

    @Test
    void a_similar_name_beside_it_comes_first() {
        assertThat(MissingPath.hint(root.resolve("deploy/objektives.yaml")))
                .isEqualTo("; did you mean " + root.resolve("deploy/objectives.yaml") + "?");
        assertThat(MissingPath.hint(root.resolve("deploy2/gate/slo.yaml")))
                .isEqualTo("; did you mean " + root.resolve("deploy") + "?");
    }

    @Test
    void the_same_name_is_found_below() {
        assertThat(MissingPath.hint(root.resolve("slo.yaml")))
                .isEqualTo("; did you mean " + root.resolve("deploy/gate/slo.yaml") + "?");
        assertThat(MissingPath.hint(root.resolve("deploy/slo.yaml")))
                .isEqualTo("; did you mean " + root.resolve("deploy/gate/slo.yaml") + "?");
        assertThat(MissingPath.hint(root.resolve("gate")))
                .isEqualTo("; did you mean " + root.resolve("deploy/gate") + "?");
    }

    @Test
    void nothing_is_guessed_where_nothing_is_alike() {
        assertThat(MissingPath.hint(root.resolve("config.yaml"))).isEmpty();
        assertThat(MissingPath.hint(root.resolve("nowhere/x.yaml"))).isEqualTo("; there is no \"nowhere\" in " + root);
    }
}
