package dev.sliprovider.promql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Files with an expression on each line; ␤, ␍ and ␉ stand for a line feed, a carriage return and a tab. */
final class ExpressionLines {

    static final Path WRITTEN = Path.of("src/test/resources/promql/expressions.txt");
    static final Path GOLDEN = Path.of("src/test/resources/promql/prometheus-3.5.tsv.gz");

    /** What Prometheus refuses has no type. */
    static final String REFUSED = "-";

    /**
     * What a server or we say of an expression.
     *
     * @param type as the API of Prometheus names it, or {@value #REFUSED}
     */
    record Verdict(String type, String expression) {

        static Verdict ours(String expression) {
            return switch (Promql.read(expression)) {
                case Promql.Query query -> new Verdict(query.expr().type().wire(), expression);
                case Promql.Refused refused -> new Verdict(REFUSED, expression);
                case Promql.NotRead unread -> new Verdict("not read: " + unread.why(), expression);
            };
        }

        boolean isValid() {
            return !type.equals(REFUSED);
        }
    }

    private ExpressionLines() {}

    static List<String> written() {
        try {
            return Files.readAllLines(WRITTEN).stream()
                    .map(ExpressionLines::decoded)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param file with a type, a tab and an expression on each line; compressed if its name says so */
    static List<Verdict> verdicts(Path file) {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                var lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            return lines.lines().map(ExpressionLines::verdict).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Verdict verdict(String line) {
        int tab = line.indexOf('\t');
        return new Verdict(line.substring(0, tab), decoded(line.substring(tab + 1)));
    }

    static String encoded(String expression) {
        return expression.replace('\n', '␤').replace('\r', '␍').replace('\t', '␉');
    }

    private static String decoded(String line) {
        return line.replace('␤', '\n').replace('␍', '\r').replace('␉', '\t');
    }
}
