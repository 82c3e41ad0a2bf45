package dev.sliprovider.report;

import dev.sliprovider.slo.GoFloat;

/** One word or one number, for scripts and the results of Tekton. */
public final class WordReport {

    private WordReport() {}

    /** @return {@code pass}, {@code warning} or {@code fail}, without a line feed */
    public static String result(Verdict verdict) {
        return verdict.evaluation().result().text();
    }

    /** @return the score in percent, without a line feed; empty if nothing was concluded */
    public static String score(Verdict verdict) {
        return verdict.score().isPresent() ? GoFloat.format(verdict.score().getAsDouble()) : "";
    }
}
