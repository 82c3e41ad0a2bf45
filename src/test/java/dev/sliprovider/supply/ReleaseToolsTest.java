package dev.sliprovider.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that only a release calls, in a copy of the files that they read and write. */
class ReleaseToolsTest {

    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
    private static final String OTHER = "sha256:" + "fedcba9876543210".repeat(4);
    private static final String RUNTIME = "quay.io/quarkus/ubi9-quarkus-micro-image:2.0";
    private static final String MAVEN = "docker.io/library/maven:3.9-eclipse-temurin-25";

    /** What a command printed, both kinds, and its exit code. */
    private record Result(int code, String text) {}

    @TempDir
    Path project;

    @BeforeEach
    void copy() throws IOException {
        Files.createDirectory(project.resolve("deploy"));
        for (String file : List.of("dev", "Dockerfile.native", "deploy/Dockerfile.jvm")) {
            Files.copy(Path.of(file), project.resolve(file));
            // As long as no digest is committed, and afterwards, too.
            Files.writeString(
                    project.resolve(file),
                    Files.readString(project.resolve(file)).replaceAll("(?m)(^FROM \\S+)@\\S+", "$1"));
        }
    }

    @Test
    void pin_asks_the_registries_and_writes_the_digests_into_both_files() throws Exception {
        docker("echo " + DIGEST);

        Result pinned = dev("pin");

        assertThat(pinned.code()).as(pinned.text()).isZero();
        assertThat(pinned.text().lines())
                .contains(RUNTIME + "@" + DIGEST, MAVEN + "@" + DIGEST)
                .allMatch(line -> line.endsWith("@" + DIGEST));
        assertThat(images())
                .filteredOn(name -> name.contains("/"))
                .hasSize(5)
                .allMatch(name -> name.endsWith("@" + DIGEST));
        assertThat(Files.readString(project.resolve("Dockerfile.native")))
                .contains(MAVEN + "@" + DIGEST + " AS maven\n");
    }

    @Test
    void pin_writes_what_another_machine_has_found() throws Exception {
        docker("exit 1");

        assertThat(dev("pin", RUNTIME + "@" + DIGEST, MAVEN + "@" + OTHER).code())
                .isZero();
        assertThat(images()).contains(RUNTIME + "@" + DIGEST, MAVEN + "@" + OTHER);
        assertThat(dev("pin", RUNTIME + "@" + OTHER).text()).contains(RUNTIME + "@" + OTHER);
    }

    @Test
    void pin_leaves_a_digest_that_stands_there() throws Exception {
        dev("pin", RUNTIME + "@" + OTHER);
        docker("echo " + DIGEST);

        assertThat(dev("pin").text().lines()).contains(RUNTIME + "@" + OTHER, MAVEN + "@" + DIGEST);
    }

    @Test
    void pin_says_what_is_wrong() throws Exception {
        docker("exit 1");

        assertThat(dev("pin").text()).contains("did not find the digest of docker.io/library/eclipse-temurin:25-jre");
        assertThat(dev("pin", RUNTIME).text()).contains("is no NAME:TAG@sha256:");
        assertThat(dev("pin", "docker.io/library/nothing:1@" + DIGEST).text())
                .contains("no Dockerfile begins with docker.io/library/nothing:1", RUNTIME);
        assertThat(images()).noneMatch(name -> name.contains("@"));
    }

    @Test
    void notes_are_the_section_of_the_version_alone() throws Exception {
        Files.writeString(
                project.resolve("CHANGELOG.md"),
                "# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-02-01\n\n- new\n\n## [1.1.0] - 2026-01-01\n\n- old\n");

        assertThat(dev("notes", "1.2.0").text()).contains("- new").doesNotContain("- old", "##");
        assertThat(dev("notes", "1.1.0").text()).contains("- old").doesNotContain("- new");
        assertThat(dev("notes", "1.2")).isEqualTo(new Result(2, "dev: CHANGELOG.md has nothing under \"## [1.2]\"\n"));
        assertThat(dev("notes", "Unreleased").code()).as("nothing is under it").isEqualTo(2);
    }

    /** Puts something else in the place of Docker. */
    private void docker(String script) throws IOException {
        Path docker = Files.createDirectories(project.resolve("bin")).resolve("docker");
        Files.writeString(docker, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> images() throws IOException {
        return Stream.concat(
                        Files.readAllLines(project.resolve("Dockerfile.native")).stream(),
                        Files.readAllLines(project.resolve("deploy/Dockerfile.jvm")).stream())
                .filter(line -> line.startsWith("FROM "))
                .map(line -> line.split(" ")[1])
                .toList();
    }

    private Result dev(String... arguments) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(Stream.concat(Stream.of("bash", "dev"), Stream.of(arguments))
                        .toList())
                .directory(project.toFile())
                .redirectErrorStream(true);
        builder.environment().merge("PATH", project.resolve("bin") + File.pathSeparator, (path, first) -> first + path);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), text);
    }
}
