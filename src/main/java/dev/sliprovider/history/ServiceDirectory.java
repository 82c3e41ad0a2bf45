package dev.sliprovider.history;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.slo.Comparison;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The evaluations of one service, in a directory: {@code project/stage/service/TIME-ID.json}, each a file that is never
 * changed. There is no lock, because no two evaluations share a file.
 */
public final class ServiceDirectory implements ServiceHistory {

    /** Another program may still be writing a younger file. */
    private static final Duration LEFTOVER = Duration.ofHours(1);

    private final ServiceFolder folder;
    private final Search search;
    private final Pin pin;

    /**
     * @param root the directory of all evaluations; need not exist yet
     * @param scope the service
     * @throws HistoryException if a name cannot be the name of a file
     */
    ServiceDirectory(Path root, Scope scope) throws HistoryException {
        this.folder = ServiceFolder.of(root, scope);
        this.search = new Search(folder, scope);
        this.pin = new Pin(folder.file("pinned"));
    }

    @Override
    public Found newest(Comparison comparison, String own, Instant now) throws HistoryException {
        String part = RecordNames.idPart(own);
        return search.find(comparison.results(), name -> !RecordNames.isOf(part, name), kept -> {
            if (kept.isOfTheFuture(now)) {
                throw new UnusableRecordException("it is dated in the future (" + kept.time() + ")");
            }
            return comparison.includes(kept.result());
        });
    }

    @Override
    public Found before(Comparison comparison, Instant time) throws HistoryException {
        return search.find(
                comparison.results(),
                name -> !RecordNames.isAfter(time, name),
                kept -> kept.time().isBefore(time) && comparison.includes(kept.result()));
    }

    @Override
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

    @Override
    public Found until(Instant time, int count) throws HistoryException {
        return search.find(count, name -> !RecordNames.isAfter(time, name), kept -> true);
    }

    @Override
    public Found newest(int count) throws HistoryException {
        return search.find(count, name -> true, kept -> true);
    }

    @Override
    public void visit(int most, Predicate<KeptEvaluation> goesOn) throws HistoryException {
        var seen = new AtomicInteger();
        search.find(1, name -> true, kept -> !goesOn.test(kept) || seen.incrementAndGet() >= most);
    }

    @Override
    public Optional<KeptEvaluation> byId(String id) throws HistoryException {
        String part = RecordNames.idPart(id);
        return search.find(1, name -> RecordNames.isOf(part, name), kept -> true).evaluations().stream()
                .findFirst();
    }

    @Override
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

    @Override
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

    @Override
    public boolean pin(String id) throws HistoryException {
        boolean isThere = byId(id).isPresent();
        if (isThere) {
            folder.write(() -> pin.set(id));
        }
        return isThere;
    }

    @Override
    public void unpin() throws HistoryException {
        folder.write(pin::remove);
    }

    @Override
    public Optional<String> pinned() throws HistoryException {
        folder.requireNoLinks();
        return pin.id();
    }

    @Override
    public Pruned prune(int keep, Instant now) throws HistoryException {
        Optional<String> pinned = pinned();
        var pruning = new Pruning(folder);
        int evaluations = pruning.prune(
                keep,
                name -> !RecordNames.isAfter(KeptEvaluation.latest(now), name) && search.isUsable(name),
                pinned.isPresent() ? RecordNames.idPart(pinned.get()) : "");
        return new Pruned(evaluations, pruning.removeLeftovers(now.minus(LEFTOVER)));
    }
}
