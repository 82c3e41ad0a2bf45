package dev.sliprovider.history;

import dev.sliprovider.sli.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Predicate;

/**
 * Finds evaluations among files that are not trusted.
 *
 * @param folder that is searched
 * @param scope whose evaluations are found
 */
record Search(ServiceFolder folder, Scope scope) {

    private static final int MOST_SKIPPED = 100;

    /** Chooses evaluations. */
    interface Choice {
        boolean takes(KeptEvaluation kept) throws UnusableRecordException;
    }

    /**
     * @param count so many at most
     * @param named which names of files are looked at
     * @param choice which evaluations are taken
     * @return newest first
     */
    ServiceHistory.Found find(long count, Predicate<String> named, Choice choice) throws HistoryException {
        var evaluations = new ArrayList<KeptEvaluation>();
        var skipped = new ArrayList<String>();
        Queue<String> names = RecordNames.valid(folder.names());
        while (evaluations.size() < count && !names.isEmpty()) {
            String name = names.remove();
            if (!named.test(name)) {
                continue;
            }
            try {
                KeptEvaluation kept = record(name);
                if (choice.takes(kept)) {
                    evaluations.add(kept);
                }
            } catch (UnusableRecordException e) {
                skipped.add(folder.file(name) + " is skipped: " + e.getMessage() + "; remove the file.");
                requireUsable(skipped);
            }
        }
        return new ServiceHistory.Found(evaluations, skipped);
    }

    private KeptEvaluation record(String name) throws HistoryException, UnusableRecordException {
        KeptEvaluation kept = RecordFile.read(folder.file(name), scope);
        if (!name.equals(RecordNames.of(kept))) {
            throw new UnusableRecordException("its name is not that of its time and id");
        }
        return kept;
    }

    /** Reading very many useless files would take very long. */
    private void requireUsable(List<String> skipped) throws HistoryException {
        if (skipped.size() > MOST_SKIPPED) {
            throw new HistoryException(
                    "the history in " + folder.path() + " has more than " + MOST_SKIPPED
                            + " unusable files; remove them (the first: " + skipped.getFirst() + ")",
                    null);
        }
    }

    /** @return whether the file is an evaluation */
    boolean isUsable(String name) {
        try {
            record(name);
            return true;
        } catch (UnusableRecordException | HistoryException e) {
            return false;
        }
    }
}
