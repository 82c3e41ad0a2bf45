package dev.sliprovider.report;

import io.quarkus.qute.RawString;
import java.util.List;

/**
 * A page about an evaluation and its history. Objectives that failed come first, then warnings, then the others in the order
 * of slo.yaml.
 */
public final class HtmlReport {

    /** Longer names are cut. */
    static final int LONGEST_NAME = 200;

    /** Longer reasons and messages are cut. */
    static final int LONGEST_TEXT = 1_000;

    /** Longer queries are cut. */
    static final int LONGEST_QUERY = 10_000;

    private HtmlReport() {}

    /**
     * @param verdict of the evaluation
     * @param newestFirst earlier evaluations of the same service, without this one; the newest 20 are shown
     * @return a document of HTML that is well-formed XML, too; at most about 2 MB for the largest slo.yaml
     */
    public static String of(Verdict verdict, List<PastEvaluation> newestFirst) {
        return new HtmlPage(HtmlReport.class, "report")
                .render(EvaluationView.of("", verdict, newestFirst, Extract.FILE));
    }

    /** @return the name of an indicator as markup: a line may be broken between its parts */
    static RawString name(String name) {
        String text = name.isEmpty() ? "(no name)" : Escapes.shortened(name, LONGEST_NAME);
        return new RawString(Escapes.xml(text).replaceAll("(?<=[_./:-])", "<wbr/>"));
    }
}
