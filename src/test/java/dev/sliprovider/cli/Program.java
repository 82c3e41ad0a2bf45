package dev.sliprovider.cli;

import dev.sliprovider.secrets.Secrets;
import dev.sliprovider.secrets.Written;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The packaged program as a process of its own: the fast-jar, or what {@code SLI_PROVIDER_EXECUTABLE} names, such as a
 * native executable.
 */
public final class Program {

    /**
     * What a run left.
     *
     * @param exitCode of the process
     * @param out standard output
     * @param err standard error
     */
    public record Result(int exitCode, String out, String err) {}

    private static final long LONGEST_RUN = 60;

    private Program() {}

    static Result run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), "", arguments);
    }

    public static Result run(Map<String, String> environment, String input, String... arguments)
            throws IOException, InterruptedException {
        Path out = Written.processOutput();
        Path err = Written.processOutput();
        Process process = builder(environment, arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The program does not read its input; its result tells the rest.
        }
        if (!process.waitFor(LONGEST_RUN, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("no end after " + LONGEST_RUN + " s: " + List.of(arguments));
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Starts a run that goes on; its output of both kinds goes to the file. */
    public static Process start(Map<String, String> environment, Path log, String... arguments) throws IOException {
        if (!Files.exists(log) || Files.isRegularFile(log)) {
            // A second name: the test's own folder is gone with the test.
            Files.deleteIfExists(log);
            try {
                Files.createLink(log, Written.processOutput());
            } catch (FileSystemException e) {
                // On another file system, as an IDE may have it; nobody searches then.
            }
        }
        return builder(environment, arguments)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static ProcessBuilder builder(Map<String, String> environment, String... arguments) {
        var command = new ArrayList<String>();
        String executable = System.getenv("SLI_PROVIDER_EXECUTABLE");
        if (executable != null) {
            command.add(executable);
        } else {
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                    "-jar",
                    "target/quarkus-app/quarkus-run.jar"));
        }
        command.addAll(List.of(arguments));
        environment.forEach(Secrets::registerIfSecret);
        List.of(arguments).forEach(argument -> Secrets.registerIfSecret("an argument", argument));
        var builder = new ProcessBuilder(command);
        builder.environment().remove("PROMETHEUS_ENDPOINT");
        builder.environment().putAll(environment);
        return builder;
    }
}
