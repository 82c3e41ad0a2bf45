package dev.sliprovider.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The secrets of all tests, so that {@link SecretSearch} knows them: those with the marker, and those that say so here. */
public final class Secrets {

    /** Is in every secret that a person thought of, and in nothing else. */
    public static final String MARKER = "tr0ub4dor";

    private static final Path REGISTERED = Path.of("target/secrets.txt");

    /** What is shorter is found where it is none. */
    private static final int SHORTEST = 8;

    private static final Pattern SECRET_BY_NAME = Pattern.compile("(?i).*(password|token|secret)");
    private static final Pattern PASSWORD_IN_URL = Pattern.compile("://[^/@\\s:]*:([^/@\\s]+)@");

    private Secrets() {}

    /**
     * Tells of a secret that need not have the marker, such as a key or a token that was made just now. Of several lines
     * each is one, for they are rarely written as they stood.
     *
     * @return the same
     */
    public static String register(String secret) {
        var lines = new ArrayList<String>();
        for (String line : secret.split("\\R")) {
            if (!line.isBlank() && !line.startsWith("-----") && !line.contains(MARKER)) {
                lines.add(line.strip());
            }
        }
        if (lines.stream().anyMatch(line -> line.length() < SHORTEST)) {
            throw new IllegalArgumentException("a secret in a test has to contain " + MARKER
                    + ", or to be longer, so that it is found when it leaks");
        }
        try {
            Files.createDirectories(REGISTERED.getParent());
            Files.write(REGISTERED, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return secret;
    }

    /** Looks for secrets in what a program is told: by its name, and the passwords of URLs. */
    public static void registerIfSecret(String name, String value) {
        if (SECRET_BY_NAME.matcher(name).matches()) {
            register(value);
        }
        PASSWORD_IN_URL.matcher(value).results().forEach(url -> register(url.group(1)));
    }

    /** @return all of this build so far */
    static List<String> all() throws IOException {
        var all = new ArrayList<>(List.of(MARKER));
        if (Files.exists(REGISTERED)) {
            all.addAll(Files.readAllLines(REGISTERED));
        }
        return all.stream().distinct().toList();
    }
}
