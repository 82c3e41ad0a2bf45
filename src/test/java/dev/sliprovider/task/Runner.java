package dev.sliprovider.task;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** Makes runners for tests. */
public final class Runner {

    private Runner() {}

    public static TaskRunner of(WorkRegistry works, MeterRegistry metrics) {
        return of(works, metrics, Duration.ofSeconds(15));
    }

    /** @param grace how long work may go on after {@link TaskRunner#stop} */
    public static TaskRunner of(WorkRegistry works, MeterRegistry metrics, Duration grace) {
        return new TaskRunner(works, new TaskMetrics(metrics), new Shutdown(() -> grace));
    }
}
