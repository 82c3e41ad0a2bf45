package dev.sliprovider.slo;

/** What there is of a slo.yaml. */
public sealed interface SloFile {

    /** There is no such file, or it has no content: nothing is evaluated (contract §1.7, 5). */
    record Absent() implements SloFile {}

    /** It cannot be read as slo.yaml (contract §1.7, 6). */
    record Unreadable() implements SloFile {}

    /**
     * Its content is {@code null}, on which Lighthouse crashes (contract §10.11, 4).
     *
     * @param place of the {@code null}
     */
    record NullDocument(Place place) implements SloFile {}

    /**
     * It can be evaluated.
     *
     * @param config its content
     */
    record Readable(SloConfig config) implements SloFile {}
}
