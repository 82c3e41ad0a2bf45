package dev.sliprovider.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedFilesTest {

    @TempDir
    Path folder;

    @Test
    void a_folder_that_is_not_mounted_allows_nothing_and_the_others_still_count() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "abc\n");
        Path absent = folder.resolve("absent");

        assertThat(new NamedFiles(folder, Optional.of(List.of(absent, folder)), true).text(file.toString()))
                .isEqualTo("abc");
        assertThatThrownBy(() -> new NamedFiles(folder, Optional.of(List.of(absent)), true).text(file.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is in no folder of sli-provider.kubernetes.files");
    }
}
