package dev.sliprovider.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writes the plain manifests; run by {@code ./dev manifests}, and by no build. */
class ManifestsProgram {

    @ParameterizedTest
    @EnumSource
    void write(Manifests manifests) throws IOException {
        Files.writeString(manifests.file(), manifests.rendered());
        assertThat(manifests.file()).isNotEmptyFile();
    }
}
