package dev.sliprovider.keptn;

/** The received bytes are not a valid event. */
public final class InvalidEventException extends RuntimeException {

    private final String field;

    /**
     * @param field the attribute, header or part at fault
     * @param message the mistake and the remedy
     */
    public InvalidEventException(String field, String message) {
        super(message);
        this.field = field;
    }

    /** @return the attribute, header or part at fault */
    public String field() {
        return field;
    }
}
