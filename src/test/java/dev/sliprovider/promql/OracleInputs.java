package dev.sliprovider.promql;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Prints the expressions that {@code ./dev promql} asks Prometheus' parser about: those written by hand, made by the
 * grammar, and changed; or those of the sources of Prometheus in a folder, and what comes of changing them.
 */
final class OracleInputs {

    private static final int MADE = 4_000;
    private static final int PATTERNS = 3_000;
    private static final int LITERALS = 3_000;
    private static final int CHANGED = 9_000;
    private static final int LONGEST = 1_000;

    private OracleInputs() {}

    /** @param args nothing, or the folder with the sources of Prometheus */
    public static void main(String[] args) throws IOException {
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        Set<String> all = args.length == 0 ? expressions(1) : ofPrometheus(Path.of(args[0]));
        all.stream()
                .filter(expression -> expression.length() <= LONGEST && !expression.matches("(?s).*[␤␍␉].*"))
                .forEach(expression -> out.print(ExpressionLines.encoded(expression) + "\n"));
        out.flush();
    }

    static Set<String> expressions(long seed) {
        List<String> written = ExpressionLines.written();
        var all = new LinkedHashSet<>(written);
        var maker = new ExpressionMaker(new Random(seed));
        var made = new ArrayList<String>();
        for (int i = 0; i < MADE; i++) {
            made.add(maker.expression());
        }
        all.addAll(made);
        for (int i = 0; i < PATTERNS; i++) {
            String pattern = maker.pattern().replace("`", "");
            all.add("{a" + (i % 2 == 0 ? "=~" : "!~") + "`" + pattern + "`}");
        }
        for (int i = 0; i < LITERALS; i++) {
            all.add(maker.literal());
        }
        var seeds = new ArrayList<>(written);
        seeds.addAll(made);
        addChanged(all, seeds, seed);
        return all;
    }

    private static Set<String> ofPrometheus(Path sources) throws IOException {
        Set<String> all = SourcesOfPrometheus.expressions(sources);
        List<String> valid = all.stream()
                .filter(expression -> Promql.read(expression) instanceof Promql.Query)
                .toList();
        addChanged(all, valid, 1);
        return all;
    }

    private static void addChanged(Set<String> all, List<String> seeds, long seed) {
        var mutations = new ExpressionMutations(new Random(seed), seeds);
        for (int i = 0; i < CHANGED; i++) {
            all.add(mutations.mutated());
        }
    }
}
