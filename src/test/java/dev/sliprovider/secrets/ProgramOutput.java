package dev.sliprovider.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps what the program writes in tests, wherever it goes, for {@link SecretSearch}. The log of tests with Quarkus inside
 * is kept by Quarkus (pom.xml).
 */
public final class ProgramOutput {

    /** Where it went. */
    public enum Kind {
        /** Standard output and standard error. */
        PROCESS,
        /** Requests to Keptn, the sink, Prometheus: without headers, which have credentials for good reason. */
        REQUEST,
        /** Messages on NATS. */
        BUS,
        /** What those who asked the program were answered. */
        ANSWER,
        LOG
    }

    /** Maven names it to tests; a demo that a person runs keeps nothing. */
    private static final String PROPERTY = "written";

    private static final Path FOLDER = Path.of(System.getProperty(PROPERTY, "target/written"));

    private ProgramOutput() {}

    /** @return where everything of this kind is */
    static Path folder(Kind kind) {
        return FOLDER.resolve(kind.name().toLowerCase());
    }

    /** @return the option for a JVM whose fakes keep what they get, too */
    public static String option() {
        return "-D" + PROPERTY + "=" + FOLDER;
    }

    /** @return an empty file for the output of a process, named after the test */
    public static Path processOutput() throws IOException {
        String test = StackWalker.getInstance().walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                .filter(name -> name.matches(".*(IT|Test)"))
                .findFirst()
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .orElse("process"));
        return Files.createTempFile(Files.createDirectories(folder(Kind.PROCESS)), test + "-", ".txt");
    }

    /** A request of the program. */
    public static void request(String method, String target, String body) {
        // Where access tokens are had, a form has the client's secret for good reason.
        boolean forToken = target.replaceFirst("\\?.*", "").endsWith("/token");
        keep(Kind.REQUEST, forToken ? "" : method + " " + target + "\n" + body);
    }

    /** A message of the program on NATS. */
    public static void message(String subject, byte[] data) {
        keep(Kind.BUS, subject + "\n" + new String(data, StandardCharsets.UTF_8));
    }

    /** Reads an answer of the program as text, instead of {@link HttpResponse.BodyHandlers#ofString()}. */
    public static HttpResponse.BodyHandler<String> answer() {
        return answer -> HttpResponse.BodySubscribers.mapping(
                HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8), body -> {
                    keep(
                            Kind.ANSWER,
                            answer.statusCode() + " " + answer.headers().map() + "\n" + body);
                    return body;
                });
    }

    private static synchronized void keep(Kind kind, String text) {
        if (System.getProperty(PROPERTY) == null) {
            return;
        }
        try {
            // Every JVM has a file of its own, or lines would get mixed up.
            Path file = Files.createDirectories(folder(kind))
                    .resolve(ProcessHandle.current().pid() + ".txt");
            Files.writeString(file, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
