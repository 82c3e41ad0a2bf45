package dev.sliprovider.history;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.slo.Comparison;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The evaluations of one service, in a directory: {@code project/stage/service/TIME-ID.json}, each a file that is never
 * changed. There is no lock, because no two evaluations share a file.
 */
public final class HistoryDirectory {

    private final ServiceFolder folder;
    private final Search search;
    private final Pin pin;

    /**
     * @param root the directory of all evaluations; need not exist yet
     * @param scope the service
     * @throws HistoryException if a name cannot be the name of a file
     */
    public HistoryDirectory(Path root, Scope scope) throws HistoryException {
        this.folder = ServiceFolder.of(root, scope);
        this.search = new Search(folder, scope);
        this.pin = new Pin(folder.file("pinned"));
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
     * Finds the evaluations to compare with (contract §10.3). Files that cannot be used are not counted, nor is an
     * evaluation that is dated more than an hour in the future: it would be the newest one for ever.
     *
     * @param comparison how many, and with which results
     * @param own the id that is left out: an evaluation is not compared with itself
     * @param now the present time
     * @throws HistoryException if the directory cannot be read
     */
    public Found newest(Comparison comparison, String own, Instant now) throws HistoryException {
        String part = RecordNames.idPart(own);
        return search.find(comparison.results(), name -> !RecordNames.isOf(part, name), kept -> {
            if (kept.isOfTheFuture(now)) {
                throw new RecordFile.UnusableException("it is dated in the future (" + kept.time() + ")");
            }
            return comparison.includes(kept.result());
        });
    }

    /**
     * Finds what an evaluation of the past is compared with.
     *
     * @param comparison how many, and with which results
     * @param time all are of before it
     */
    public Found before(Comparison comparison, Instant time) throws HistoryException {
        return search.find(
                comparison.results(),
                name -> !RecordNames.isAfter(time, name),
                kept -> kept.time().isBefore(time) && comparison.includes(kept.result()));
    }

    /** @return those of the ids of which there is no evaluation, invalidated ones included, in their order */
    public List<String> absent(List<String> ids) throws HistoryException {
        Set<String> present = folder.names().stream().map(RecordNames::idPartOf).collect(Collectors.toSet());
        var absent = new ArrayList<String>();
        for (String id : ids) {
            if (!present.contains(RecordNames.idPart(id))) {
                absent.add(id);
            }
        }
        return absent;
    }

    /** @return the newest evaluations of that time and before, invalidated ones left out */
    public Found until(Instant time, int count) throws HistoryException {
        return search.find(count, name -> !RecordNames.isAfter(time, name), kept -> true);
    }

    /** @return the newest evaluations, invalidated ones left out */
    public Found newest(int count) throws HistoryException {
        return search.find(count, name -> true, kept -> true);
    }

    /** @return the evaluation with that id, if it is there and not invalidated */
    public Optional<KeptEvaluation> byId(String id) throws HistoryException {
        String part = RecordNames.idPart(id);
        return search.find(1, name -> RecordNames.isOf(part, name), kept -> true).evaluations().stream()
                .findFirst();
    }

    /** Keeps an evaluation; an earlier one with the same id is replaced. */
    public void add(KeptEvaluation kept) throws HistoryException {
        String name = RecordNames.of(kept);
        String id = RecordNames.idPart(kept.id());
        List<String> replaced = folder.names().stream()
                .filter(other -> RecordNames.isOf(id, other) && !other.equals(name))
                .toList();
        folder.write(() -> {
            RecordFile.write(folder.file(name), kept.event());
            for (String other : replaced) {
                folder.delete(other);
            }
            Files.deleteIfExists(folder.invalidation(name));
        });
    }

    /**
     * Excludes an evaluation from all comparisons; its file stays.
     *
     * @param reason for people
     * @return whether there was one with that id
     */
    public boolean invalidate(String id, String reason) throws HistoryException {
        Optional<KeptEvaluation> kept = byId(id);
        if (kept.isPresent()) {
            ObjectNode content = JsonNodeFactory.instance.objectNode();
            content.put("id", id).put("reason", reason);
            Path file = folder.invalidation(RecordNames.of(kept.get()));
            folder.write(() -> RecordFile.write(file, content));
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
            folder.write(() -> pin.set(id));
        }
        return isThere;
    }

    /** Ends {@link #pin}. */
    public void unpin() throws HistoryException {
        folder.write(pin::remove);
    }

    /** @return the id that is pinned; the evaluation may be gone */
    public Optional<String> pinned() throws HistoryException {
        folder.requireNoLinks();
        return pin.id();
    }

    /**
     * Deletes the oldest evaluations, but not the one that is pinned.
     *
     * @param keep how many stay, invalidated ones counted, but not those that are unusable or dated in the future
     * @param now the present time
     * @return how many were deleted
     */
    public int prune(int keep, Instant now) throws HistoryException {
        Optional<String> pinned = pinned();
        return new Pruning(folder)
                .prune(
                        keep,
                        name -> !RecordNames.isAfter(KeptEvaluation.latest(now), name) && search.isUsable(name),
                        pinned.isPresent() ? RecordNames.idPart(pinned.get()) : "");
    }

    /**
     * Deletes the temporary files of killed programs.
     *
     * @param before younger files stay, because another program may be writing them
     * @return how many were deleted
     */
    public int removeLeftovers(Instant before) throws HistoryException {
        return new Pruning(folder).removeLeftovers(before);
    }
}
