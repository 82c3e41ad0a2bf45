package dev.sliprovider.cli;

import picocli.CommandLine.Help.Ansi;

/** How a text stands out on a terminal. Nothing does in a pipe, in a file, or where {@code NO_COLOR} is set. */
enum Style {
    /** A heading. */
    BOLD(Ansi.Style.bold),
    /** Good. */
    GREEN(Ansi.Style.fg_green),
    /** Usable, but to be looked at. */
    YELLOW(Ansi.Style.fg_yellow),
    /** Bad. */
    RED(Ansi.Style.fg_red),
    /** Of no importance. */
    FAINT(Ansi.Style.faint);

    private final Ansi.Style ansi;

    Style(Ansi.Style ansi) {
        this.ansi = ansi;
    }

    String of(String text) {
        return Ansi.AUTO.enabled() ? ansi.on() + text + ansi.off() : text;
    }
}
