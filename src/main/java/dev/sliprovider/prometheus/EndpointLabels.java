package dev.sliprovider.prometheus;

import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;

/**
 * The label {@code endpoint} of metrics: the first {@value #MOST} servers have their own label, all others share one. The
 * number of series is bounded, whatever the number of projects.
 */
@Singleton
public final class EndpointLabels {

    static final int MOST = 100;
    static final String OTHERS = "others";

    private final Set<String> own = new HashSet<>();

    /**
     * @param server its URL without credentials
     * @return the URL, or {@code others}; the same for the same server
     */
    public synchronized String of(String server) {
        return own.contains(server) || own.size() < MOST && own.add(server) ? server : OTHERS;
    }
}
