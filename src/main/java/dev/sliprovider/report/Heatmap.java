package dev.sliprovider.report;

import dev.sliprovider.report.Timeline.Moment;
import dev.sliprovider.slo.ObjectiveResult;
import io.quarkus.qute.RawString;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The last evaluations as Keptn's Bridge shows them: a row for the score and each indicator, a column an evaluation. */
final class Heatmap {

    /** More rows are folded away, those of the worst results last. */
    static final int ROWS = 40;

    private static final int DIGITS = 4;

    private final Timeline timeline;
    private final int rows;
    private final Function<String, String> links;

    /**
     * @param rows more are folded away
     * @param links from the id of an evaluation to its address; empty for none
     */
    Heatmap(Timeline timeline, int rows, Function<String, String> links) {
        this.timeline = timeline;
        this.rows = rows;
        this.links = links;
    }

    /** @return by the names that the template knows */
    Map<String, Object> view() {
        List<String> names = timeline.indicators();
        if (names.size() > rows) {
            names = names.stream().sorted(Comparator.comparing(this::rank)).toList();
        }
        int shown = Math.min(rows, names.size());
        return Map.of(
                "columns", timeline.moments().stream().map(this::column).toList(),
                "rows", names.subList(0, shown).stream().map(this::row).toList(),
                "more",
                        names.subList(shown, names.size()).stream()
                                .map(this::row)
                                .toList(),
                "scores", cells(this::score));
    }

    /** The worst results of the present evaluation first. */
    private int rank(String sli) {
        return timeline.present().result(sli).map(Sign::of).orElse(Sign.NONE).severity();
    }

    private Map<String, Object> column(Moment moment) {
        return Map.of("label", moment.label(), "group", group(moment), "href", links.apply(moment.id()));
    }

    /** @return the class of a column */
    private String group(Moment moment) {
        return moment == timeline.present() ? "now" : moment.isCompared() ? "cmp" : "";
    }

    private Map<String, Object> row(String sli) {
        return Map.of("name", HtmlReport.name(sli), "cells", cells(moment -> cell(moment, moment.result(sli))));
    }

    /** There are thousands of them, of numbers and fixed words only, so that no template is needed. */
    private RawString cells(Function<Moment, String> cell) {
        var cells = new StringBuilder();
        timeline.moments().forEach(moment -> cells.append(cell.apply(moment)));
        return new RawString(cells.toString());
    }

    private String score(Moment moment) {
        Sign sign = Sign.of(moment.evaluation());
        String score = sign == Sign.ERROR
                ? ObjectiveCells.NONE
                : Numbers.rounded(moment.evaluation().details().score(), 3);
        return open(sign, moment) + "<span>" + score + "</span><i> " + sign.word() + "</i></td>";
    }

    private String cell(Moment moment, Optional<ObjectiveResult> result) {
        Sign sign = result.map(Sign::of).orElse(Sign.NONE);
        String value = result.filter(Sign::hasValue)
                .map(found -> Numbers.rounded(found.value().get().value(), DIGITS) + " ")
                .orElse("");
        // Nearly all cells are values that passed: they need neither a word nor a class.
        String text = sign == Sign.PASS && !value.isEmpty() ? value.strip() : value + sign.word();
        return open(sign, moment) + "<i>" + text + "</i></td>";
    }

    private String open(Sign sign, Moment moment) {
        String kind = sign == Sign.PASS ? "" : sign.key();
        String classes = (kind + " " + group(moment)).strip();
        return classes.isEmpty() ? "<td>" : "<td class=\"" + classes + "\">";
    }
}
