package dev.sliprovider.waiting;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Shares reads in progress, and keeps successful results for some time. The number is bounded; the least recently used
 * result is removed first.
 *
 * @param <K> the key of a read
 * @param <V> the result of a read
 */
public final class RecentReads<K, V> {

    /** The time to keep a value that never changes. */
    public static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE / 2);

    private record Read<V>(Uni<V> value, long until) {}

    private final Map<K, Read<V>> reads;

    /** @param entries maximum number of results */
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
     * @param goodFor the time for which a result may be used again
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
