package dev.sliprovider.report;

import dev.sliprovider.report.Verdict.Line;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.RawString;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A page about an evaluation and its history: one file without scripts, which loads nothing. The template gets maps of
 * texts only, so that nothing is read by reflection, and Qute needs no Quarkus around it. Objectives that failed come
 * first, then warnings, then the others in the order of slo.yaml.
 */
public final class HtmlReport {

    /** Longer names are cut. */
    static final int LONGEST_NAME = 200;

    /** Longer reasons and messages are cut. */
    static final int LONGEST_TEXT = 1_000;

    private static final String HTML = Variant.TEXT_HTML;

    private HtmlReport() {}

    /**
     * @param verdict of the evaluation
     * @param newestFirst earlier evaluations of the same service, without this one; the newest 20 are shown
     * @return a document of HTML that is well-formed XML, too; at most about 2 MB for the largest slo.yaml
     */
    public static String of(Verdict verdict, List<PastEvaluation> newestFirst) {
        String style = resource("report.css");
        Template template = template();
        Timeline timeline = Timeline.of(verdict, newestFirst);
        Map<String, Object> data = new HashMap<>(new ReportHead(verdict, timeline).view());
        data.put("style", new RawString(style));
        data.put("styleHash", sha256(style));
        data.put(
                "objectives",
                verdict.lines().stream()
                        .sorted(Comparator.comparing(
                                line -> Sign.of(line.result()).severity()))
                        .map(line -> objective(line, timeline))
                        .toList());
        data.put("heatmap", new Heatmap(timeline, template.getFragment("cells")).view());
        data.put("trends", new Trends(verdict, timeline).view());
        return template.data(data).render();
    }

    /** @return the name of an indicator as markup: a line may be broken between its parts */
    static RawString name(String name) {
        String text = name.isEmpty() ? "(no name)" : Escapes.shortened(name, LONGEST_NAME);
        return new RawString(Escapes.xml(text).replaceAll("(?<=[_./:-])", "<wbr/>"));
    }

    private static Map<String, Object> objective(Line line, Timeline timeline) {
        return new ObjectiveRow(line, timeline.wasCompared(line.wanted().sli())).cells();
    }

    private static Template template() {
        return Engine.builder()
                .addDefaults()
                .addResultMapper(new HtmlEscaper(List.of(HTML)))
                .build()
                .parse(resource("report.html"), Variant.forContentType(HTML));
    }

    private static String resource(String name) {
        try (InputStream resource = HtmlReport.class.getResourceAsStream(name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The policy of the page allows this style sheet and nothing else. */
    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
