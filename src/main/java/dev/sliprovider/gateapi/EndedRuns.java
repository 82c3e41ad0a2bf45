package dev.sliprovider.gateapi;

import dev.sliprovider.gateapi.EvaluationRequest.Key;
import dev.sliprovider.settings.HeapShare;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The evaluations that ended last, for clients that ask for them: those without a verdict are in no history. Not safe for
 * several threads.
 */
final class EndedRuns {

    /** They may use this part of the free heap. A JSON tree in memory is several times its text. */
    private static final int SHARE_OF_HEAP = 16;

    private static final int TREE = 6;

    private final int most;
    private final long mostBytes = HeapShare.of(SHARE_OF_HEAP);
    private final Map<Key, EvaluationRun> runs = new LinkedHashMap<>();
    private final Map<Key, Long> bytes = new LinkedHashMap<>();
    private long allBytes;

    EndedRuns(int most) {
        this.most = most;
    }

    void add(EvaluationRun run) {
        remove(run.request().key());
        long size = size(run);
        while (!runs.isEmpty() && (runs.size() >= most || allBytes + size > mostBytes)) {
            remove(runs.keySet().iterator().next());
        }
        runs.put(run.request().key(), run);
        bytes.put(run.request().key(), size);
        allBytes += size;
    }

    void remove(Key key) {
        if (runs.remove(key) != null) {
            allBytes -= bytes.remove(key);
        }
    }

    /** @return the evaluation of that service with a verdict; others may be repeated */
    Optional<EvaluationRun> verdict(Key key) {
        return Optional.ofNullable(runs.get(key))
                .filter(run -> run.known().filter(Outcome::isVerdict).isPresent());
    }

    Optional<EvaluationRun> find(String id, Permission permission) {
        return runs.values().stream()
                .filter(run -> run.request().id().equals(id))
                .filter(run -> permission.allows(run.request().scope()))
                .findFirst();
    }

    private static long size(EvaluationRun run) {
        return switch (run.known().orElseThrow()) {
            case Outcome.Concluded concluded ->
                (long) TREE * concluded.recorded().event().toString().length();
            case Outcome.Impossible impossible -> impossible.problem().detail().length();
        };
    }
}
