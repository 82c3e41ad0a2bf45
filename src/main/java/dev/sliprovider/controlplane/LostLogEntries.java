package dev.sliprovider.controlplane;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;

/** What the control plane's log is missing: counted from the start, at 0, so that an alert on it has something to look at. */
@Singleton
final class LostLogEntries implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        counter(registry);
    }

    static Counter counter(MeterRegistry registry) {
        return registry.counter("sli.log.entries.untold");
    }
}
