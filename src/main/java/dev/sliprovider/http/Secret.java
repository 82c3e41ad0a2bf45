package dev.sliprovider.http;

/**
 * A text that must not be shown to anyone but the server that it is for.
 *
 * @param reveal the text
 */
public record Secret(String reveal) {

    /** @return asterisks, no part of the text */
    @Override
    public String toString() {
        return "***";
    }
}
