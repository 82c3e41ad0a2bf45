package dev.sliprovider.history;

import dev.sliprovider.slo.Comparison;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The evaluations of one service. All methods block. */
public interface ServiceHistory {

    /**
     * Evaluations that were found.
     *
     * @param evaluations newest first
     * @param skipped what is stored but is no usable evaluation, each with the reason, as sentences
     */
    record Found(List<KeptEvaluation> evaluations, List<String> skipped) {

        /** Copies the lists. */
        public Found {
            evaluations = List.copyOf(evaluations);
            skipped = List.copyOf(skipped);
        }
    }

    /**
     * Finds the evaluations to compare with (contract §10.3). Records that cannot be used are not counted, nor is an
     * evaluation that is dated more than an hour in the future: it would be the newest one for ever.
     *
     * @param comparison how many, and with which results
     * @param own the id that is left out: an evaluation is not compared with itself
     * @param now the present time
     * @throws HistoryException if the history cannot be read
     */
    Found newest(Comparison comparison, String own, Instant now) throws HistoryException;

    /**
     * Finds what an evaluation of the past is compared with.
     *
     * @param comparison how many, and with which results
     * @param time all are of before it
     */
    Found before(Comparison comparison, Instant time) throws HistoryException;

    /** @return those of the ids of which there is no evaluation, invalidated ones included, in their order */
    List<String> absent(List<String> ids) throws HistoryException;

    /** @return the newest evaluations of that time and before, invalidated ones left out */
    Found until(Instant time, int count) throws HistoryException;

    /** @return the newest evaluations, invalidated ones left out */
    Found newest(int count) throws HistoryException;

    /**
     * Shows the newest evaluations, invalidated ones left out, newest first and one at a time: they need not fit into memory
     * together.
     *
     * @param most so many at most
     * @param goesOn sees an evaluation; whether it wants another one
     * @throws HistoryException if the history cannot be read
     */
    default void visit(int most, Predicate<KeptEvaluation> goesOn) throws HistoryException {
        for (KeptEvaluation kept : newest(most).evaluations()) {
            if (!goesOn.test(kept)) {
                return;
            }
        }
    }

    /** @return the evaluation with that id, if it is there and not invalidated */
    Optional<KeptEvaluation> byId(String id) throws HistoryException;

    /** Keeps an evaluation; an earlier one with the same id is replaced. */
    void add(KeptEvaluation kept) throws HistoryException;

    /**
     * Excludes an evaluation from all comparisons; its record stays.
     *
     * @param reason for people
     * @return whether there was one with that id
     */
    boolean invalidate(String id, String reason) throws HistoryException;

    /**
     * Compares with this evaluation alone, until {@link #unpin}.
     *
     * @return whether there is one with that id
     */
    boolean pin(String id) throws HistoryException;

    /** Ends {@link #pin}. */
    void unpin() throws HistoryException;

    /** @return the id that is pinned; the evaluation may be gone */
    Optional<String> pinned() throws HistoryException;

    /**
     * What was deleted.
     *
     * @param evaluations their number
     * @param leftovers temporary files of programs that were killed while they wrote
     */
    record Pruned(int evaluations, int leftovers) {}

    /**
     * Deletes the oldest evaluations, but not the one that is pinned, and what is left of killed programs.
     *
     * @param keep how many stay, invalidated ones counted, but not those that are unusable or dated in the future
     * @param now the present time
     */
    Pruned prune(int keep, Instant now) throws HistoryException;
}
