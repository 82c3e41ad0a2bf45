package dev.sliprovider.controlplane;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;

/** Counts entries that the control plane's log did not accept. The counter exists from the start, so that an alert can use it. */
@Singleton
final class LostLogEntries implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        counter(registry);
    }

    static Counter counter(MeterRegistry registry) {
        return registry.counter("sli.log.entries.lost");
    }
}
