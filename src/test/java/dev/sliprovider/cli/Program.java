package dev.sliprovider.cli;

import dev.sliprovider.deploy.TrainedJar;
import dev.sliprovider.secrets.ProgramOutput;
import dev.sliprovider.secrets.Secrets;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The packaged program as a process of its own: the jar, or what {@code SLI_PROVIDER_EXECUTABLE} names, such as a native
 * executable. Tests, demos, benchmarks and the soak start it by this class and by nothing else.
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

    /** Of the JVM's compilers only the one that is ready soon, and the smallest collector. */
    private static final List<String> SMALL = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final List<String> JAR = List.of("-jar", "target/quarkus-app/quarkus-run.jar");
    private static final String EXECUTABLE = "SLI_PROVIDER_EXECUTABLE";
    /** Set by Maven where so many processes are started that a training run pays. */
    private static final String TRAINED = "trained";

    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 10_000;
    private static final Map<Integer, DatagramSocket> RESERVED = new HashMap<>();

    private static final long LONGEST_RUN = 60;

    private Program() {}

    public static Result run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), "", arguments);
    }

    public static Result run(Map<String, String> environment, String input, String... arguments)
            throws IOException, InterruptedException {
        Path out = ProgramOutput.processOutput();
        Path err = ProgramOutput.processOutput();
        Process process = builder(environment, arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        String name = "the program " + List.of(arguments);
        ProcessLogs.add(name + ", standard output", out, process);
        ProcessLogs.add(name + ", standard error", err, process);
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
                Files.createLink(log, ProgramOutput.processOutput());
            } catch (FileSystemException e) {
                // On another file system, as an IDE may have it; nobody searches then.
            }
        }
        Process process = builder(environment, arguments)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        ProcessLogs.add("the program " + List.of(arguments), log, process);
        return process;
    }

    /**
     * A port of the loopback interface that is below those that the system gives to connections: nobody gets it before it
     * is opened, nor while a server is down that is to come back on it. A datagram socket of the same number reserves it
     * until this JVM ends, because other JVMs of tests choose at the same time: one of two programs with one port ends, and
     * its test would ask the other one.
     */
    public static synchronized int freePort() throws IOException {
        for (int tries = 0; tries < PORTS; tries++) {
            int port = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
            if (!RESERVED.containsKey(port) && reserve(port)) {
                return port;
            }
        }
        throw new IOException("no port from " + FIRST_PORT + " on is free");
    }

    private static boolean reserve(int port) throws IOException {
        DatagramSocket reservation;
        try {
            reservation = new DatagramSocket(port, InetAddress.getLoopbackAddress());
        } catch (BindException e) {
            return false;
        }
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            RESERVED.put(socket.getLocalPort(), reservation);
            return true;
        } catch (BindException e) {
            reservation.close();
            return false;
        }
    }

    /** @return what starts the program with these arguments, with the options of {@code ./dev run} and of the images */
    public static List<String> command(String... arguments) {
        return command(SMALL, arguments);
    }

    /** @param options of the JVM; an executable gets none */
    public static List<String> command(List<String> options, String... arguments) {
        var command = new ArrayList<String>();
        if (isJar()) {
            command.addAll(java(options, Boolean.getBoolean(TRAINED) ? TrainedJar.start() : JAR));
        } else {
            command.add(System.getenv(EXECUTABLE));
        }
        command.addAll(List.of(arguments));
        return command;
    }

    /** @return what starts another jar or executable as {@link #command} starts this one, without arguments */
    public static List<String> commandOf(Path program) {
        return program.toString().endsWith(".jar")
                ? java(SMALL, List.of("-jar", program.toString()))
                : List.of(program.toString());
    }

    private static List<String> java(List<String> options, List<String> program) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        command.addAll(program);
        return command;
    }

    /** @return whether it is the jar and not what {@code SLI_PROVIDER_EXECUTABLE} names */
    public static boolean isJar() {
        return System.getenv(EXECUTABLE) == null;
    }

    /** @return the form of the program that is started, for people */
    public static String describe() {
        return isJar()
                ? "packaged jar"
                : "executable " + Path.of(System.getenv(EXECUTABLE)).getFileName();
    }

    /** @return the option for a JVM that starts the program as this one does */
    public static String option() {
        return "-D" + TRAINED + "=" + Boolean.getBoolean(TRAINED);
    }

    private static ProcessBuilder builder(Map<String, String> environment, String... arguments) {
        environment.forEach(Secrets::registerIfSecret);
        List.of(arguments).forEach(argument -> Secrets.registerIfSecret("an argument", argument));
        var builder = new ProcessBuilder(command(arguments));
        builder.environment().remove("PROMETHEUS_ENDPOINT");
        builder.environment().putAll(environment);
        return builder;
    }
}
