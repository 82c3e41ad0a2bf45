package dev.sliprovider.check;

/**
 * A finding, and about whom.
 *
 * @param server its URL without credentials; empty for what holds for the whole endpoint
 * @param finding what was found
 */
public record ServerFinding(String server, Finding finding) {}
