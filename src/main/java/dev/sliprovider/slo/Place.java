package dev.sliprovider.slo;

/**
 * A place in slo.yaml.
 *
 * @param line from 1
 * @param column from 1, in code points
 */
public record Place(int line, int column) {

    /** The beginning of the file: where something is missing that has no place. */
    public static final Place START = new Place(1, 1);
}
