package dev.sliprovider.gate;

/**
 * The program that evaluates.
 *
 * @param name of the program; the source of events
 * @param version of it
 */
public record Tool(String name, String version) {}
