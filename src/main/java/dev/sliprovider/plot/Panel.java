package dev.sliprovider.plot;

import java.util.List;

/**
 * Lines over the same axes.
 *
 * @param title above it; empty for none
 * @param x lower axis
 * @param y left axis
 * @param lines later ones over earlier ones
 * @param bands behind the lines
 */
public record Panel(String title, Scale x, Scale y, List<Line> lines, List<Band> bands) {

    /**
     * A part of the lower axis that is grey over the whole height.
     *
     * @param from on the lower axis
     * @param to on the lower axis
     */
    public record Band(double from, double to) {}

    /** Copies the lists. */
    public Panel {
        lines = List.copyOf(lines);
        bands = List.copyOf(bands);
    }

    /** @return the lines whose names are shown, that is, those that can be seen */
    List<Line> named() {
        return lines.stream()
                .filter(line -> !line.name().isEmpty() && !Double.isNaN(y.share(line.end())))
                .toList();
    }
}
