package dev.sliprovider.cli;

import dev.sliprovider.file.BoundedFile;
import dev.sliprovider.gate.GateException;
import dev.sliprovider.history.EvaluationHistory;
import dev.sliprovider.history.HistoryDirectory;
import dev.sliprovider.http.Connections;
import dev.sliprovider.http.EnvironmentProxy;
import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.http.Route;
import dev.sliprovider.http.Secret;
import dev.sliprovider.http.Tls;
import dev.sliprovider.store.HistoryOverHttp;
import dev.sliprovider.store.HistoryServer;
import io.quarkus.arc.Arc;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;
import picocli.CommandLine.Option;

/** The options that name a history: a directory, or the address of a service. Only this class opens one for a command. */
final class HistoryLocation {

    private static final String OPTION = "--history";
    private static final String TOKEN = "SLI_PROVIDER_HISTORY_TOKEN";
    private static final int CONNECTIONS = 4;
    private static final int LARGEST_TOKEN = 8192;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    @Option(
            names = OPTION,
            paramLabel = "DIR|URL",
            description =
                    "Earlier evaluations: a directory, which evaluate makes if needed, or the address of a service"
                            + " that keeps them (https://…).")
    private String text;

    @Option(
            names = "--history-token-file",
            paramLabel = "FILE",
            description = "File with the token for that address (default: $$" + TOKEN + ").")
    private Path tokenFile;

    @Option(
            names = "--history-ca",
            paramLabel = "FILE",
            description = "Certificates in PEM to trust for that address, instead of those of the Java runtime.")
    private Path ca;

    /** @return another location, with the same token and certificates */
    HistoryLocation at(String other) {
        var location = new HistoryLocation();
        location.text = other;
        location.tokenFile = tokenFile;
        location.ca = ca;
        return location;
    }

    boolean isNamed() {
        return text != null;
    }

    /** @return whether it is a service, which needs {@link #connected} */
    boolean isServer() {
        return text != null && text.matches("(?i)https?://.*");
    }

    /**
     * Runs what uses the history.
     *
     * @return the exit code of the work
     */
    int connected(IntSupplier work) {
        return isServer()
                ? QuarkusLauncher.run(ConfigOverrides.ofCommand("WARN"), ConnectedCommand.class, work, GateExit.BUG)
                : work.getAsInt();
    }

    /** @throws GateException if no history is named, or there is no such directory */
    void requireExisting() throws GateException {
        if (!isNamed()) {
            throw GateException.wrongInput("--history is missing; name a directory, or the address of a service");
        }
        if (!isServer() && !Files.isDirectory(directory())) {
            throw GateException.wrongInput("--history: there is no directory "
                    + directory().toAbsolutePath().normalize() + "; evaluate --history makes it");
        }
    }

    /**
     * Opens the history. Only within {@link #connected}, or another command for which Quarkus is started.
     *
     * @throws GateException if it cannot be a history
     */
    EvaluationHistory open() throws GateException {
        if (isServer()) {
            return new HistoryOverHttp(server());
        }
        Path root = directory();
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw GateException.wrongInput("--history: " + root + " is a file; name a directory");
        }
        return new HistoryDirectory(root);
    }

    private Path directory() throws GateException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw GateException.wrongInput("--history is no name of a directory; correct it");
        }
    }

    /** Options are not beans; the connections of the program are. */
    private HistoryServer server() throws GateException {
        try {
            URI base = address();
            var tls = new Tls(certificates(), Optional.empty(), Optional.empty(), false);
            var proxy = Arc.container().select(EnvironmentProxy.class).get().of(base);
            return new HistoryServer(
                    Arc.container().select(Connections.class).get(),
                    base,
                    token(),
                    new Route(tls, proxy, new Route.Pool(CONNECT_TIMEOUT, CONNECTIONS, false)));
        } catch (IllegalArgumentException e) {
            throw GateException.wrongInput(e.getMessage());
        }
    }

    private URI address() {
        HttpAddress.refuseAtAfterHost(text);
        URI base;
        try {
            base = HttpAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--history " + e.getMessage());
        }
        if (HttpAddress.userInfo(base).isPresent() || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException("--history must have neither credentials nor ? and #; expected"
                    + " https://host/, with the token in " + TOKEN + " or --history-token-file");
        }
        HttpAddress.whyUncheckable(base).ifPresent(why -> {
            throw new IllegalArgumentException("--history: " + why + "; use another name of the host");
        });
        return base;
    }

    private Optional<Secret> token() throws GateException {
        String token = tokenFile != null
                ? read("--history-token-file", tokenFile, LARGEST_TOKEN)
                : Optional.ofNullable(System.getenv(TOKEN)).orElse("");
        if (!token.strip().matches("[!-~]*")) {
            throw GateException.wrongInput(
                    "the token of the history has a blank or a character that no header can hold; correct it");
        }
        return Optional.of(token.strip()).filter(value -> !value.isEmpty()).map(Secret::new);
    }

    private Optional<String> certificates() throws GateException {
        if (ca == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Tls.certificates(read("--history-ca", ca, BoundedFile.USUAL)));
        } catch (IllegalArgumentException e) {
            throw GateException.wrongInput("--history-ca " + ca + ": " + e.getMessage());
        }
    }

    private static String read(String option, Path file, int most) throws GateException {
        try {
            return new String(BoundedFile.readAny(file, most), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw GateException.wrongInput(option + ": " + file + " " + BoundedFile.why(e));
        }
    }

    /** @return directory or address, as it was given */
    @Override
    public String toString() {
        return String.valueOf(text);
    }
}
