package dev.sliprovider.peers;

import dev.sliprovider.cli.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A real PostgreSQL on a port of its own, with a database {@code postgres} and a superuser. It refuses to run as root; then
 * it runs as the user nobody. It can be killed, frozen, and started again with its data.
 */
public final class PostgresServer implements AutoCloseable {

    public static final String USER = "sli";
    public static final String PASSWORD = "pass-of-sli";

    private static final int NOBODY = 65_534;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** As with all temporary files of tests; a folder of JUnit is for its owner only. */
    private final Path folder = Path.of(System.getProperty("java.io.tmpdir"))
            .resolve("postgres-" + UUID.randomUUID())
            .toAbsolutePath();

    private final Path data = folder.resolve("data");
    private final int port;
    private final String[] arguments;
    private Process process;

    /** @param arguments of the server, such as {@code -c}, {@code ssl=on} */
    public PostgresServer(String... arguments) {
        this.arguments = arguments;
        try {
            this.port = Program.freePort();
            Files.createDirectories(folder);
            Path password = Files.writeString(folder.resolve("password"), PASSWORD);
            Files.createDirectory(data);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            if (isRoot()) {
                Files.setAttribute(data, "unix:uid", NOBODY);
            }
            run(
                    "initdb",
                    "--no-sync",
                    "--no-instructions",
                    "--auth=scram-sha-256",
                    "--username=" + USER,
                    "--pwfile=" + password,
                    "--encoding=UTF8",
                    "--locale=C",
                    "--pgdata=" + data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "postgresql://127.0.0.1:" + port + "/postgres";
    }

    public int port() {
        return port;
    }

    /** @return the folder for files of the server, which it can read */
    public Path data() {
        return data;
    }

    /** Before the start: the certificate of the server, for {@code ssl=on}. */
    public void certificate(Path certificate, Path key) throws IOException {
        for (Path file : List.of(certificate, key)) {
            Path own = Files.copy(file, data.resolve(file == key ? "server.key" : "server.crt"));
            Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rw-------"));
            if (isRoot()) {
                Files.setAttribute(own, "unix:uid", NOBODY);
            }
        }
    }

    /** @return what it has written since its first start */
    public String log() throws IOException {
        return Files.readString(folder.resolve("postgres.log"));
    }

    /** Returns when it accepts connections. */
    public PostgresServer start() {
        var command = new ArrayList<String>();
        command.addAll(List.of("-D", data.toString(), "-p", "" + port, "-h", "127.0.0.1"));
        command.addAll(
                List.of("-c", "unix_socket_directories=", "-c", "shared_buffers=16MB", "-c", "max_connections=40"));
        command.addAll(Arrays.asList(arguments));
        try {
            process = builder("postgres", command.toArray(String[]::new)).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await("postgres, see " + folder.resolve("postgres.log"))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(this::accepts);
        return this;
    }

    /** A socket is open before the server is ready; its log says when it is. */
    private boolean accepts() throws IOException {
        List<String> lines = log().lines().toList();
        long ready =
                lines.stream().filter(line -> line.contains("ready to accept")).count();
        long starts = lines.stream()
                .filter(line -> line.contains("starting PostgreSQL"))
                .count();
        if (ready < starts || starts == 0) {
            return false;
        }
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** As a machine that loses power; its disk stays. */
    public void kill() {
        try {
            List<ProcessHandle> backends = process.descendants().toList();
            process.destroyForcibly().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            backends.forEach(ProcessHandle::destroyForcibly);
            for (ProcessHandle backend : backends) {
                backend.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException
                | java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("postgres does not end", e);
        }
    }

    /** A restart as of an upgrade: connections are ended (fast shutdown). */
    public void restart() {
        stop();
        start();
    }

    /** Ends it; clients are disconnected. */
    public void stop() {
        if (process != null && process.isAlive()) {
            signal(process.toHandle(), "INT");
            process.onExit()
                    .completeOnTimeout(process, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
        }
    }

    /** Stops or continues all of its processes: connections stay open, and nothing is answered. */
    public void freeze(boolean isFrozen) {
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .forEach(each -> signal(each, isFrozen ? "STOP" : "CONT"));
    }

    private static void signal(ProcessHandle process, String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(String program, String... arguments) throws IOException {
        Process once = builder(program, arguments).start();
        int code = once.onExit()
                .completeOnTimeout(once, 60, TimeUnit.SECONDS)
                .join()
                .exitValue();
        if (code != 0) {
            throw new IOException(program + " ended with " + code + ": " + log());
        }
    }

    private ProcessBuilder builder(String program, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        Path binary = binary().resolveSibling(program);
        command.add(binary.toString());
        command.addAll(Arrays.asList(arguments));
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("postgres.log").toFile()));
        builder.environment().put("TZ", "UTC");
        Optional.ofNullable(System.getenv("POSTGRES_LIBRARIES"))
                .ifPresent(path -> builder.environment().put("LD_LIBRARY_PATH", path));
        return builder;
    }

    private static Path binary() throws IOException {
        String path = Optional.ofNullable(System.getenv("POSTGRES_BIN"))
                .or(() -> Stream.of(System.getenv("PATH").split(":"))
                        .map(folder -> folder + "/postgres")
                        .filter(file -> Files.isExecutable(Path.of(file)))
                        .findFirst())
                .orElseThrow(() -> new IllegalStateException(
                        "POSTGRES_BIN does not name a program; ./dev test fetches PostgreSQL and sets it"));
        return Path.of(path).toRealPath();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}
