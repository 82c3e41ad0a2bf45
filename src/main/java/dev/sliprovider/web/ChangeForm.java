package dev.sliprovider.web;

import dev.sliprovider.history.HistoryException;
import dev.sliprovider.history.ServiceHistory;
import dev.sliprovider.sli.Scope;

/**
 * What a visitor wants to do with an evaluation.
 *
 * @param action {@code pin}, {@code unpin} or {@code invalidate}
 * @param reason of an invalidation
 */
record ChangeForm(String action, String reason) {

    static final int UNPROCESSABLE = 422;
    private static final int LONGEST = 500;

    static ChangeForm of(FormFields fields) {
        return new ChangeForm(fields.get("action"), fields.get("reason").strip());
    }

    /** @return why nothing can be done; empty if it can */
    String problem() {
        return switch (action) {
            case "pin", "unpin" -> "";
            case "invalidate" ->
                reason.isEmpty()
                        ? "Write a reason, which is kept with the evaluation."
                        : reason.length() > LONGEST ? "Write a reason of at most " + LONGEST + " characters." : "";
            default -> "This form is not known; load the page again.";
        };
    }

    /** @return whether there is such an evaluation */
    boolean apply(ServiceHistory history, String id) throws HistoryException {
        return switch (action) {
            case "pin" -> history.pin(id);
            case "unpin" -> {
                history.unpin();
                yield true;
            }
            default -> history.invalidate(id, reason);
        };
    }

    /** @return for the log */
    String name() {
        return action.equals("invalidate") ? "invalidation" : action;
    }

    /** @return the page that shows what has become of it */
    String target(Scope scope, String id) {
        return action.equals("invalidate")
                ? Links.service(scope) + "?done=invalidated"
                : Links.evaluation(scope, id) + "?done=" + (action.equals("pin") ? "pinned" : "unpinned");
    }

    /** @return what has been done, in words; empty for anything else */
    static String notice(String done) {
        return switch (done == null ? "" : done) {
            case "pinned" -> "This evaluation is pinned now.";
            case "unpinned" -> "No evaluation is pinned any more.";
            case "invalidated" -> "The evaluation is invalidated.";
            default -> "";
        };
    }
}
