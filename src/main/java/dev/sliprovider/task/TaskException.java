package dev.sliprovider.task;

/** A task or listener failed for a cause that a user can remove; the message is a sentence for this user. */
public final class TaskException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what failed, on what, because of what, and what to do */
    public TaskException(String message) {
        super(message);
    }

    /** @param message what failed, on what, because of what, and what to do */
    public TaskException(String message, Throwable cause) {
        super(message, cause);
    }
}
