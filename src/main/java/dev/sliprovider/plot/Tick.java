package dev.sliprovider.plot;

/**
 * A mark of an axis.
 *
 * @param value where it stands
 * @param label its text
 */
public record Tick(double value, String label) {}
