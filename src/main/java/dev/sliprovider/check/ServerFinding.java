package dev.sliprovider.check;

/**
 * A finding about a server.
 *
 * @param server its URL without credentials; empty if the finding is about the whole endpoint
 * @param finding the result of a step
 */
public record ServerFinding(String server, StepResult finding) {}
