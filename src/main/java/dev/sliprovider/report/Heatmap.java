package dev.sliprovider.report;

import dev.sliprovider.report.Timeline.Moment;
import dev.sliprovider.slo.ObjectiveResult;
import io.quarkus.qute.RawString;
import io.quarkus.qute.Template;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last evaluations as Keptn's Bridge shows them: a row for the score and each indicator, a column an evaluation. */
final class Heatmap {

    /** More rows are folded away, those of the worst results last. */
    static final int ROWS = 40;

    private final Timeline timeline;
    private final Template cells;

    /** @param cells the part of the template for the cells of a row: row by row it takes little memory */
    Heatmap(Timeline timeline, Template cells) {
        this.timeline = timeline;
        this.cells = cells;
    }

    /** @return by the names that the template knows */
    Map<String, Object> view() {
        List<String> names = timeline.indicators();
        if (names.size() > ROWS) {
            names = names.stream().sorted(Comparator.comparing(this::rank)).toList();
        }
        int shown = Math.min(ROWS, names.size());
        return Map.of(
                "columns", timeline.moments().stream().map(this::column).toList(),
                "rows", names.subList(0, shown).stream().map(this::row).toList(),
                "more",
                        names.subList(shown, names.size()).stream()
                                .map(this::row)
                                .toList(),
                "scores", timeline.moments().stream().map(this::score).toList());
    }

    /** The worst results of the present evaluation first. */
    private int rank(String sli) {
        return timeline.present().result(sli).map(Sign::of).orElse(Sign.NONE).severity();
    }

    private Map<String, Object> column(Moment moment) {
        return Map.of("label", moment.label(), "group", group(moment));
    }

    /** @return the class of a column */
    private String group(Moment moment) {
        return moment == timeline.present() ? "now" : moment.isCompared() ? "cmp" : "old";
    }

    private Map<String, Object> score(Moment moment) {
        Sign sign = Sign.of(moment.evaluation());
        String score = sign == Sign.ERROR
                ? ObjectiveCells.NONE
                : Numbers.rounded(moment.evaluation().details().score(), 3);
        return Map.of("score", score, "group", group(moment), "key", sign.key(), "word", sign.word());
    }

    private Map<String, Object> row(String sli) {
        List<Map<String, Object>> row = timeline.moments().stream()
                .map(moment -> cell(moment, moment.result(sli)))
                .toList();
        return Map.of(
                "name",
                HtmlReport.name(sli),
                "cells",
                new RawString(cells.data("cells", row).render()));
    }

    private Map<String, Object> cell(Moment moment, Optional<ObjectiveResult> result) {
        Sign sign = result.map(Sign::of).orElse(Sign.NONE);
        String value = result.filter(Sign::hasValue)
                .map(found -> Numbers.text(found.value().get().value()) + " ")
                .orElse("");
        return Map.of("key", sign.key(), "group", group(moment), "title", value + sign.word());
    }
}
