package dev.sliprovider.endpoint;

/**
 * A text that nobody may read but the server it is meant for.
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
