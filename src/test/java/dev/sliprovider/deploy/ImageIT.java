package dev.sliprovider.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.cli.Program;
import dev.sliprovider.peers.Answer;
import dev.sliprovider.peers.GuardedPrometheus;
import dev.sliprovider.secrets.ProgramOutput;
import dev.sliprovider.waiting.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code deploy/Dockerfile.jvm} ships, started as the image starts it: the {@link TrainedJar}, copied as the file says,
 * by a user who cannot write there.
 */
class ImageIT {

    private static final Path EVENT = Path.of("sli-examples/prometheus-itself/get-sli.triggered.json");
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /**
     * Ways to take the right to write from a process, the simplest first; an empty one is enough for whoever is not root.
     * The folder is that of the process.
     */
    private static final List<List<String>> WAYS = List.of(
            List.of(),
            List.of("setpriv", "--reuid=65532", "--regid=65532", "--clear-groups", "--"),
            List.of(
                    "unshare",
                    "--mount",
                    "sh",
                    "-c",
                    "mount --bind . . && mount -o remount,bind,ro \"$PWD\" && cd \"$PWD\" && exec \"$@\"",
                    "sh"));

    @TempDir
    static Path directory;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Path built;
    private static Path app;
    private static List<String> way;

    @BeforeAll
    static void as_the_dockerfile_makes_it() throws Exception {
        built = TrainedJar.folder();
        if (TrainedJar.hasCache()) {
            assertThat(built.resolve("app.aot")).isNotEmptyFile();
        }
        // JUnit's folder is for its owner alone.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        app = copied();
        way = wayThatKeepsFromWriting();
    }

    /** What the last stage copies out of the folder of the program, with its times. */
    private static Path copied() throws IOException {
        Path image = Files.createDirectory(directory.resolve("app"));
        List<String> sources = Dockerfile.JVM
                .all("(?m)^COPY --from=training ((?:/app/\\S+ )+)/app\\S*$")
                .flatMap(names -> Stream.of(names.split(" ")))
                .map(name -> name.replaceFirst("^/app/", ""))
                .filter(name -> TrainedJar.hasCache() || !name.equals("app.aot"))
                .toList();
        for (String source : sources) {
            run(Path.of("."), "cp", "-a", built.resolve(source).toString(), image.toString());
        }
        assertThat(names(image))
                .as("nothing of the program is left behind, but a list that nobody reads")
                .isEqualTo(names(built).stream()
                        .filter(name -> !name.equals("quarkus-app-dependencies.txt"))
                        .toList());
        run(image, "chmod", "-R", "a-w,a+rX", ".");
        return image;
    }

    private static List<String> wayThatKeepsFromWriting() throws Exception {
        var tried = new ArrayList<String>();
        for (List<String> candidate : WAYS) {
            var command = new ArrayList<>(candidate);
            String attempt = "\"$0\" -version && test -r \"$1\" && ! touch written";
            command.addAll(
                    List.of("sh", "-c", attempt, JAVA, EVENT.toAbsolutePath().toString()));
            String output = directory.resolve("attempt").toString();
            try {
                Process process = new ProcessBuilder(command)
                        .directory(app.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(Path.of(output).toFile())
                        .start();
                if (process.waitFor() == 0) {
                    return candidate;
                }
                tried.add(candidate + ": " + Files.readString(Path.of(output)));
            } catch (IOException e) {
                tried.add(candidate + ": " + e.getMessage());
            }
            Files.deleteIfExists(app.resolve("written"));
        }
        throw new AssertionError("nothing here keeps a process from writing into a folder: " + tried);
    }

    @Test
    void entry_point_serves_with_the_cache_where_nothing_can_be_written() throws Exception {
        List<String> before = names(app);
        int management = Program.freePort();
        Process process = start(
                Map.of("PROMETHEUS_ENDPOINT", "http://127.0.0.1:1"),
                with(Dockerfile.JVM.words("CMD"), "--transport=http", "--port=0", "--management-port=" + management));
        try {
            awaitReady(management);
            process.destroy();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
            assertThat(names(app)).isEqualTo(before);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void documented_service_answers_an_event_with_nothing_else_around() throws Exception {
        DockerRun documented = DockerRun.documented("serve");
        int port = Program.freePort();
        int management = Program.freePort();
        try (var prometheus = new GuardedPrometheus().answer(Answer.value(42)).start()) {
            var environment = new HashMap<>(documented.environment());
            // The one thing that is another one here; in the document it is a name in the network of the containers.
            environment.put("PROMETHEUS_ENDPOINT", prometheus.url());
            Process process = start(
                    environment, with(documented.arguments(), "--port=" + port, "--management-port=" + management));
            try {
                awaitReady(management);
                var event = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/events"))
                        .header("Content-Type", "application/cloudevents+json")
                        .POST(HttpRequest.BodyPublishers.ofFile(EVENT))
                        .build();
                assertThat(HTTP.send(event, ProgramOutput.answer()).body()).contains("\"succeeded\"", "\"value\":42");
            } finally {
                process.destroy();
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void documented_help_is_printed() throws Exception {
        Path output = directory.resolve("help");
        DockerRun documented = DockerRun.documented("--help");
        Process process = builder(documented.environment(), documented.arguments())
                .redirectOutput(output.toFile())
                .start();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readString(output)).contains("serve", "get-sli");
    }

    private static Process start(Map<String, String> environment, List<String> arguments) throws IOException {
        return builder(environment, arguments)
                .redirectOutput(ProgramOutput.processOutput().toFile())
                .start();
    }

    private static ProcessBuilder builder(Map<String, String> environment, List<String> arguments) throws IOException {
        var command = new ArrayList<>(way);
        List<String> entry = Dockerfile.JVM.words("ENTRYPOINT");
        assertThat(entry.getFirst()).isEqualTo("java");
        command.add(JAVA);
        command.addAll(entry.subList(1, entry.size()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(app.toFile()).redirectErrorStream(true);
        Path temporary = Files.createTempDirectory(directory, "tmp");
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
        // A cache that cannot be used is an error; a JVM that has none ignores that.
        builder.environment()
                .put(
                        "JAVA_TOOL_OPTIONS",
                        Dockerfile.JVM.options() + " -XX:+IgnoreUnrecognizedVMOptions -XX:AOTMode=on -Djava.io.tmpdir="
                                + temporary);
        builder.environment().putAll(environment);
        return builder;
    }

    private static void awaitReady(int management) {
        var ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/q/health/ready"))
                .build();
        Eventually.await()
                .ignoreExceptions()
                .until(() -> HTTP.send(ready, ProgramOutput.answer()).statusCode() == 200);
    }

    private static List<String> with(List<String> arguments, String... more) {
        return Stream.concat(arguments.stream(), Stream.of(more)).toList();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static void run(Path folder, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        try {
            assertThat(process.waitFor()).as(output).isZero();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
