package dev.sliprovider.gate;

import dev.sliprovider.slo.Evaluation;
import java.util.Locale;
import java.util.Set;

/** The conclusion of an evaluation for its caller. */
public enum Conclusion {
    /** The service may be promoted. */
    PASS,
    /** The service may be promoted, but needs attention. */
    WARNING,
    /** The service must not be promoted. */
    FAIL,
    /**
     * The values could not be retrieved, or there is too little to compare with: nothing is concluded, and another attempt
     * may help.
     */
    UNAVAILABLE,
    /** The files are wrong, so that nothing was judged. */
    MISCONFIGURED;

    /** @return {@code pass}, {@code warning}, {@code fail} or {@code errored} */
    public String outcome() {
        return switch (this) {
            case PASS, WARNING, FAIL -> name().toLowerCase(Locale.ROOT);
            case UNAVAILABLE, MISCONFIGURED -> "errored";
        };
    }

    /** @return whether the objectives say something about the service */
    public boolean isVerdict() {
        return switch (this) {
            case PASS, WARNING, FAIL -> true;
            case UNAVAILABLE, MISCONFIGURED -> false;
        };
    }

    /** @param failed the indicators of the objectives that failed */
    static Conclusion of(Evaluation evaluation, Values values, Set<String> failed) {
        boolean isJudged = evaluation.status() == Evaluation.Status.SUCCEEDED
                && evaluation.details().indicatorResults().isPresent();
        if (values.isUnavailable() || !isJudged && isFaultOfProvider(values)) {
            return UNAVAILABLE;
        }
        if (!isJudged) {
            return MISCONFIGURED;
        }
        return switch (evaluation.result()) {
            case PASS -> PASS;
            case WARNING -> WARNING;
            case FAIL -> failed.stream().anyMatch(values::isMisconfigured) ? MISCONFIGURED : FAIL;
        };
    }

    private static boolean isFaultOfProvider(Values values) {
        String status = values.answer().status();
        return status.equals("errored") || status.equals("aborted");
    }
}
