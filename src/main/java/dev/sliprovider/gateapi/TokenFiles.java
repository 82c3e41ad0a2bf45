package dev.sliprovider.gateapi;

import dev.sliprovider.file.BoundedFile;
import dev.sliprovider.http.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads tokens from the settings and their files.
 *
 * @param config names them
 */
record TokenFiles(GateConfig config) {

    private static final String READ_ONLY = "read-only";
    private static final int LARGEST = 1 << 20;

    /** @return whether a token or a file is named */
    boolean isAny() {
        return token().isPresent()
                || config.tokenFile().isPresent()
                || config.tokensFile().isPresent();
    }

    /** @return the files to watch */
    List<Path> paths() {
        var paths = new ArrayList<Path>();
        config.tokenFile().ifPresent(paths::add);
        config.tokensFile().ifPresent(paths::add);
        return paths;
    }

    /**
     * Reads all of them.
     *
     * @throws IllegalArgumentException naming setting, file and line, never a token
     */
    List<KnownToken> read() {
        var tokens = new ArrayList<KnownToken>();
        token().ifPresent(text -> tokens.add(token("sli-provider.gate.token", text, Permission.all("token"))));
        config.tokenFile().ifPresent(file -> {
            String place = "sli-provider.gate.token-file: " + file;
            tokens.add(token(place, text(place, file).strip(), Permission.all("token-file")));
        });
        config.tokensFile().ifPresent(file -> tokens.addAll(lines(file)));
        for (int i = 0; i < tokens.size(); i++) {
            byte[] digest = tokens.get(i).digest();
            if (tokens.subList(0, i).stream().anyMatch(other -> other.is(digest))) {
                throw new IllegalArgumentException("sli-provider.gate: the token \""
                        + tokens.get(i).permission().name()
                        + "\" is set twice, so that its rights are not clear; delete one of the two");
            }
        }
        return List.copyOf(tokens);
    }

    private Optional<String> token() {
        return config.token().map(String::strip).filter(text -> !text.isEmpty());
    }

    private static List<KnownToken> lines(Path file) {
        var tokens = new ArrayList<KnownToken>();
        String[] lines = text("sli-provider.gate.tokens-file: " + file, file).split("\\R");
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                tokens.add(line("sli-provider.gate.tokens-file: " + file + ":" + (i + 1), line));
            }
        }
        return tokens;
    }

    private static KnownToken line(String place, String line) {
        String[] words = line.split("\\s+");
        boolean isReadOnly = words.length == 4 && words[3].equals(READ_ONLY);
        if (words.length < 3 || words.length > 3 && !isReadOnly) {
            throw new IllegalArgumentException(
                    place
                            + " has not the form NAME TOKEN SERVICES [read-only], as in: argo 3f7c… shop/*/cart,shop/dev/* read-only");
        }
        try {
            List<ServicePattern> services = Arrays.stream(words[2].split(","))
                    .map(ServicePattern::parse)
                    .toList();
            return token(place, words[1], new Permission(words[0], services, !isReadOnly));
        } catch (IllegalArgumentException e) {
            throw e.getMessage().startsWith(place) ? e : new IllegalArgumentException(place + ": " + e.getMessage());
        }
    }

    private static KnownToken token(String place, String text, Permission permission) {
        try {
            return KnownToken.of(new Secret(text), permission);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place + " " + e.getMessage());
        }
    }

    private static String text(String place, Path file) {
        try {
            return BoundedFile.utf8(BoundedFile.read(file, LARGEST));
        } catch (IOException e) {
            throw new IllegalArgumentException(place + " " + BoundedFile.why(e));
        }
    }
}
