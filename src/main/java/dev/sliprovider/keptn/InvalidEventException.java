package dev.sliprovider.keptn;

/** Something that should have been an event cannot be read as one. */
public final class InvalidEventException extends RuntimeException {

    private final String field;

    /**
     * @param field the attribute, header or part at fault
     * @param message what is wrong with it and what to do
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
