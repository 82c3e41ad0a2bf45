package dev.sliprovider.history;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;

/** Names of the files of a service: {@code TIME-ID.json}, so that their order is that of the evaluations. */
final class RecordNames {

    private static final String ENDING = ".json";
    /** Ends the name of a file that is being written. */
    static final String LEFTOVER = ".tmp";

    private static final String INVALIDATED = ".invalidated.json";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private RecordNames() {}

    static String of(KeptEvaluation kept) throws HistoryException {
        return TIME.format(kept.time()) + "-" + idPart(kept.id());
    }

    /** @return whether the file is that of an evaluation after that time, in milliseconds */
    static boolean isAfter(Instant time, String name) {
        return name.compareTo(TIME.format(time) + "~") > 0;
    }

    /** @return what follows the time in the name of an evaluation's file */
    static String idPart(String id) throws HistoryException {
        return FileNames.encode("id", id) + ENDING;
    }

    /** @return whether the file is that of an evaluation with that {@link #idPart} */
    static boolean isOf(String idPart, String name) {
        return idPartOf(name).equals(idPart);
    }

    /** @return what follows the time in the name of a file */
    static String idPartOf(String name) {
        return name.substring(name.indexOf('-') + 1);
    }

    /** @return whether the file is a record at all, and not one that is being written */
    static boolean isRecord(String name) {
        return name.endsWith(ENDING) && !name.startsWith(".");
    }

    /** @return whether the file was written beside its place and never moved there */
    static boolean isLeftover(String name) {
        return name.startsWith(".") && name.endsWith(LEFTOVER);
    }

    /** @return whether the file is that of an evaluation, and not of its invalidation */
    static boolean isEvaluation(String name) {
        return !name.endsWith(INVALIDATED);
    }

    /** @return the name of the file that invalidates an evaluation */
    static String invalidation(String name) {
        return name.substring(0, name.length() - ENDING.length()) + INVALIDATED;
    }

    /** @return the evaluations that are not invalidated, newest first; it is not sorted as a whole */
    static Queue<String> valid(List<String> records) {
        Set<String> invalidations = new HashSet<>();
        records.stream().filter(name -> !isEvaluation(name)).forEach(invalidations::add);
        var valid = new PriorityQueue<String>(Math.max(1, records.size()), Comparator.reverseOrder());
        records.stream()
                .filter(RecordNames::isEvaluation)
                .filter(name -> invalidations.isEmpty() || !invalidations.contains(invalidation(name)))
                .forEach(valid::add);
        return valid;
    }
}
