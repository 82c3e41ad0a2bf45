package dev.sliprovider.nats;

import io.nats.client.Connection;
import io.nats.client.Statistics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The errors that the server has sent, numbered as the library counts them for each connection. The library itself keeps
 * only the last error, which may be that of another thread. It reports an error later than it reads it.
 */
final class ReceivedErrors {

    private static final int MOST = 1_000;

    private Connection connection;
    private long received;
    /** Each text with the number of its last occurrence; the oldest are forgotten. */
    private final Map<String, Long> numbers = new LinkedHashMap<>();

    synchronized void add(Connection source, String error) {
        if (connection != source) {
            connection = source;
            received = 0;
            numbers.clear();
        }
        received++;
        numbers.remove(error);
        numbers.put(error, received);
        if (numbers.size() > MOST) {
            numbers.remove(numbers.keySet().iterator().next());
        }
        notifyAll();
    }

    /**
     * @param before number of errors ({@link Statistics#getErrs}) before those of interest
     * @param longest time to wait until all errors that were read so far are reported
     * @return the errors of the connection since then
     */
    synchronized Set<String> since(Connection open, long before, Duration longest) throws InterruptedException {
        long read = open.getStatistics().getErrs();
        long until = System.nanoTime() + longest.toNanos();
        while (read > before && !isReported(open, read) && until - System.nanoTime() > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
        }
        return connection == open ? after(before) : Set.of();
    }

    private boolean isReported(Connection open, long number) {
        return connection == open && received >= number;
    }

    private Set<String> after(long before) {
        return numbers.entrySet().stream()
                .filter(error -> error.getValue() > before)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
