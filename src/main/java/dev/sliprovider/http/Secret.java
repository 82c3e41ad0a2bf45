package dev.sliprovider.http;

/**
 * A text that only the server it is meant for may read.
 *
 * @param reveal the text
 */
public record Secret(String reveal) {

    /** @return nothing of the text */
    @Override
    public String toString() {
        return "***";
    }
}
