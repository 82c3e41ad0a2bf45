package dev.sliprovider.promql;

import dev.sliprovider.promql.ExpressionLines.Verdict;
import java.nio.file.Path;
import java.util.List;

/** Prints how many of the verdicts in some files are ours, too, and which are not; fails if there are any. */
final class Agreement {

    private Agreement() {}

    /** @param args files of verdicts */
    public static void main(String[] args) {
        boolean all = true;
        for (String file : args) {
            List<Verdict> verdicts = ExpressionLines.verdicts(Path.of(file));
            List<Verdict> others = differing(verdicts);
            others.forEach(other -> System.out.println(
                    other + " but " + Verdict.ours(other.expression()).type()));
            System.out.println(words(verdicts, others) + ": " + file);
            all &= others.isEmpty();
        }
        System.exit(all ? 0 : 1);
    }

    static List<Verdict> differing(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> !Verdict.ours(verdict.expression()).equals(verdict))
                .toList();
    }

    static String words(List<Verdict> verdicts, List<Verdict> differing) {
        return verdicts.size() - differing.size() + " of " + verdicts.size() + " expressions agree, "
                + verdicts.stream().filter(Verdict::isValid).count() + " of them valid";
    }
}
