package dev.sliprovider.history;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.slo.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The evaluations of one service, in a directory: {@code project/stage/service/TIME-ID.json}, each a file that is never
 * changed. There is no lock, because no two evaluations share a file.
 */
public final class HistoryDirectory {

    private static final int MOST_SKIPPED = 100;

    private final Path root;
    private final Path folder;
    private final Scope scope;
    private final Pin pin;

    /**
     * @param root the directory of all evaluations; need not exist yet
     * @param scope the service
     * @throws HistoryException if a name cannot be the name of a file
     */
    public HistoryDirectory(Path root, Scope scope) throws HistoryException {
        this.scope = scope;
        this.root = root;
        this.folder = root.resolve(FileNames.encode("project", scope.project()))
                .resolve(FileNames.encode("stage", scope.stage()))
                .resolve(FileNames.encode("service", scope.service()));
        this.pin = new Pin(folder.resolve("pinned"));
    }

    /**
     * Evaluations that were found.
     *
     * @param evaluations newest first
     * @param skipped files that are no usable evaluation, each with the reason, as sentences
     */
    public record Found(List<KeptEvaluation> evaluations, List<String> skipped) {

        /** Copies the lists. */
        public Found {
            evaluations = List.copyOf(evaluations);
            skipped = List.copyOf(skipped);
        }
    }

    /**
     * Finds the evaluations to compare with (contract §10.3). Files that cannot be used are not counted.
     *
     * @param comparison how many, and with which results
     * @param own the id that is left out: an evaluation is not compared with itself
     * @throws HistoryException if the directory cannot be read
     */
    public Found newest(Comparison comparison, String own) throws HistoryException {
        String part = RecordNames.idPart(own);
        return find(
                comparison.results(),
                name -> !RecordNames.isOf(part, name),
                kept -> comparison.includes(kept.result()));
    }

    /** @return the newest evaluations, invalidated ones left out */
    public Found newest(int count) throws HistoryException {
        return find(count, name -> true, kept -> true);
    }

    /** @return the evaluation with that id, if it is there and not invalidated */
    public Optional<KeptEvaluation> byId(String id) throws HistoryException {
        String part = RecordNames.idPart(id);
        return find(1, name -> RecordNames.isOf(part, name), kept -> true).evaluations().stream()
                .findFirst();
    }

    private Found find(long count, Predicate<String> named, Predicate<KeptEvaluation> wanted) throws HistoryException {
        var evaluations = new ArrayList<KeptEvaluation>();
        var skipped = new ArrayList<String>();
        Queue<String> names = RecordNames.valid(names());
        while (evaluations.size() < count && !names.isEmpty()) {
            String name = names.remove();
            if (!named.test(name)) {
                continue;
            }
            try {
                KeptEvaluation kept = RecordFile.read(folder.resolve(name), scope);
                if (!name.equals(RecordNames.of(kept))) {
                    throw new RecordFile.UnusableException("its name is not that of its time and id");
                }
                if (wanted.test(kept)) {
                    evaluations.add(kept);
                }
            } catch (RecordFile.UnusableException e) {
                skipped.add(folder.resolve(name) + " is skipped: " + e.getMessage() + "; remove the file.");
                requireUsable(skipped);
            }
        }
        return new Found(evaluations, skipped);
    }

    /** Reading very many useless files would take very long. */
    private void requireUsable(List<String> skipped) throws HistoryException {
        if (skipped.size() > MOST_SKIPPED) {
            throw new HistoryException(
                    "the history in " + folder + " has more than " + MOST_SKIPPED
                            + " unusable files; remove them (the first: " + skipped.getFirst() + ")",
                    null);
        }
    }

    /** A link would lead out of the directory, where files of others would be deleted. */
    private void requireNoLinks() throws HistoryException {
        for (Path part = folder; !part.equals(root); part = part.getParent()) {
            if (Files.isSymbolicLink(part)) {
                throw new HistoryException(
                        part + " is a symbolic link, which is not followed within a history; replace it by a directory",
                        null);
            }
        }
    }

    /** A plain list of names is read in half the time that a stream of paths takes. */
    private List<String> names() throws HistoryException {
        requireNoLinks();
        String[] all = folder.toFile().list();
        if (all == null && Files.notExists(folder)) {
            return List.of();
        }
        if (all == null) {
            throw new HistoryException(
                    "the history in " + folder + " cannot be read: it is no directory, or its permissions forbid it;"
                            + " name another directory for the history",
                    null);
        }
        return Stream.of(all).filter(RecordNames::isRecord).toList();
    }

    /** Changes files. */
    private interface Change {
        void make() throws IOException;
    }

    private void write(Change change) throws HistoryException {
        requireNoLinks();
        try {
            change.make();
        } catch (IOException e) {
            throw new HistoryException(
                    "the history in " + folder + " cannot be written (" + e.getMessage()
                            + "); check its permissions and the disk",
                    e);
        }
    }

    /** Keeps an evaluation; an earlier one with the same id is replaced. */
    public void add(KeptEvaluation kept) throws HistoryException {
        String name = RecordNames.of(kept);
        String id = RecordNames.idPart(kept.id());
        List<String> replaced = names().stream()
                .filter(other -> RecordNames.isOf(id, other) && !other.equals(name))
                .toList();
        write(() -> {
            RecordFile.write(folder.resolve(name), kept.event());
            for (String other : replaced) {
                delete(other);
            }
            Files.deleteIfExists(invalidation(name));
        });
    }

    private Path invalidation(String name) {
        return folder.resolve(RecordNames.invalidation(name));
    }

    private void delete(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
        Files.deleteIfExists(invalidation(name));
    }

    /**
     * Takes an evaluation out of all comparisons; its file stays.
     *
     * @param reason for people
     * @return whether there was one with that id
     */
    public boolean invalidate(String id, String reason) throws HistoryException {
        Optional<KeptEvaluation> kept = byId(id);
        if (kept.isPresent()) {
            ObjectNode content = JsonNodeFactory.instance.objectNode();
            content.put("id", id).put("reason", reason);
            Path file = invalidation(RecordNames.of(kept.get()));
            write(() -> RecordFile.write(file, content));
        }
        return kept.isPresent();
    }

    /**
     * Compares with this evaluation alone, until {@link #unpin}.
     *
     * @return whether there is one with that id
     */
    public boolean pin(String id) throws HistoryException {
        boolean isThere = byId(id).isPresent();
        if (isThere) {
            write(() -> pin.set(id));
        }
        return isThere;
    }

    /** Ends {@link #pin}. */
    public void unpin() throws HistoryException {
        write(pin::remove);
    }

    /** @return the id that is pinned; the evaluation may be gone */
    public Optional<String> pinned() throws HistoryException {
        requireNoLinks();
        return pin.id();
    }

    /**
     * Deletes the oldest evaluations, but not the one that is pinned.
     *
     * @param keep how many stay, invalidated ones counted
     * @return how many were deleted
     */
    public int prune(int keep) throws HistoryException {
        List<String> all = names().stream().filter(RecordNames::isEvaluation).toList();
        Optional<String> pinned = pinned();
        String ofPinned = pinned.isPresent() ? RecordNames.idPart(pinned.get()) : "";
        List<String> old = all.stream()
                .sorted(Comparator.reverseOrder())
                .skip(keep)
                .filter(name -> !RecordNames.isOf(ofPinned, name))
                .toList();
        write(() -> {
            for (String name : old) {
                delete(name);
            }
        });
        return old.size();
    }

    /**
     * Deletes what is left of writers that were killed.
     *
     * @param before younger files stay: somebody may be writing them
     * @return how many were deleted
     */
    public int removeLeftovers(Instant before) throws HistoryException {
        String[] all = folder.toFile().list((parent, name) -> RecordNames.isLeftover(name));
        var old = new ArrayList<Path>();
        write(() -> {
            for (String name : all == null ? new String[0] : all) {
                Path file = folder.resolve(name);
                boolean isOld = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                        .toInstant()
                        .isBefore(before);
                if (isOld && Files.deleteIfExists(file)) {
                    old.add(file);
                }
            }
        });
        return old.size();
    }
}
