package dev.sliprovider.cli;

import picocli.CommandLine.Help.Ansi;

/** The style of a text on a terminal. There is no style in a pipe, in a file, or if {@code NO_COLOR} is set. */
enum Style {
    /** A heading. */
    BOLD(Ansi.Style.bold),
    /** Good. */
    GREEN(Ansi.Style.fg_green),
    /** Usable, but needs attention. */
    YELLOW(Ansi.Style.fg_yellow),
    /** Bad. */
    RED(Ansi.Style.fg_red),
    /** Of no importance. */
    FAINT(Ansi.Style.faint);

    /** Picocli ends bold by code 21, which is a double underline on many terminals. */
    private static final String RESET = "\u001b[0m";

    private final Ansi.Style ansi;

    Style(Ansi.Style ansi) {
        this.ansi = ansi;
    }

    String of(String text) {
        return Ansi.AUTO.enabled() ? ansi.on() + text + RESET : text;
    }
}
