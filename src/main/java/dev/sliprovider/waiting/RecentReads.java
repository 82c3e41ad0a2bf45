package dev.sliprovider.waiting;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Shares reads: those under way, and for a time those that went well. Bounded; the least recently used go first.
 *
 * @param <K> what is read
 * @param <V> what comes of it
 */
public final class RecentReads<K, V> {

    /** How long a value is good for that never changes. */
    public static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE / 2);

    private record Read<V>(Uni<V> value, long until) {}

    private final Map<K, Read<V>> reads;

    /** @param entries how many are remembered at most */
    public RecentReads(int entries) {
        this.reads = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Read<V>> eldest) {
                return size() > entries;
            }
        };
    }

    /**
     * Returns the shared read of this key, or starts one.
     *
     * @param goodFor how long what was read may be used again
     */
    public synchronized Uni<V> get(K key, Uni<V> reader, Function<V, Duration> goodFor) {
        Read<V> known = reads.get(key);
        if (known != null && known.until() - System.nanoTime() > 0) {
            return known.value();
        }
        Uni<V> value = SharedRead.of(reader.onItem()
                .invoke(read -> keep(key, goodFor.apply(read)))
                .onFailure()
                .invoke(() -> forget(key)));
        reads.put(key, new Read<>(value, System.nanoTime() + FOR_EVER.toNanos()));
        return value;
    }

    private synchronized void keep(K key, Duration goodFor) {
        reads.computeIfPresent(key, (k, read) -> new Read<>(read.value(), System.nanoTime() + goodFor.toNanos()));
    }

    private synchronized void forget(K key) {
        reads.remove(key);
    }
}
