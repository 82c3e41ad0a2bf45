package dev.sliprovider.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Deletes what a history no longer needs.
 *
 * @param folder whose files are deleted
 */
record Pruning(ServiceFolder folder) {

    /**
     * Deletes the oldest evaluations. Files that are newer than those that stay are left, even if they are useless: they
     * must not take the place of evaluations.
     *
     * @param keep how many stay
     * @param counts whether a file is one of those that stay
     * @param pinned the {@link RecordNames#idPart} of an evaluation that stays, or an empty text
     * @return how many were deleted
     */
    int prune(int keep, Predicate<String> counts, String pinned) throws HistoryException {
        List<String> old = old(keep, counts).stream()
                .filter(name -> !RecordNames.isOf(pinned, name))
                .filter(name -> !Files.isDirectory(folder.file(name), LinkOption.NOFOLLOW_LINKS))
                .toList();
        folder.write(() -> {
            for (String name : old) {
                folder.delete(name);
            }
        });
        return old.size();
    }

    private List<String> old(int keep, Predicate<String> counts) throws HistoryException {
        List<String> newestFirst = folder.names().stream()
                .filter(RecordNames::isEvaluation)
                .sorted(Comparator.reverseOrder())
                .toList();
        int stay = 0;
        for (int kept = 0; kept < keep && stay < newestFirst.size(); stay++) {
            if (counts.test(newestFirst.get(stay))) {
                kept++;
            }
        }
        return newestFirst.subList(stay, newestFirst.size());
    }

    /**
     * Deletes the temporary files of killed programs.
     *
     * @param before younger files stay, because another program may be writing them
     * @return how many were deleted
     */
    int removeLeftovers(Instant before) throws HistoryException {
        String[] all = folder.path().toFile().list((parent, name) -> RecordNames.isLeftover(name));
        var deleted = new int[1];
        folder.write(() -> {
            for (String name : all == null ? new String[0] : all) {
                Path file = folder.file(name);
                if (isOld(file, before) && Files.deleteIfExists(file)) {
                    deleted[0]++;
                }
            }
        });
        return deleted[0];
    }

    private static boolean isOld(Path file, Instant before) throws IOException {
        return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                .toInstant()
                .isBefore(before);
    }
}
