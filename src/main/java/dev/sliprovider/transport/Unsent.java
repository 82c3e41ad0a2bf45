package dev.sliprovider.transport;

import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.KeptnEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;

/** Answers that nobody took: counted, and logged whole, so that nothing is lost without a trace. */
@Singleton
public final class Unsent {

    private static final Logger LOG = Logger.getLogger(Unsent.class);

    private final Counter unsent;

    Unsent(MeterRegistry metrics) {
        this.unsent = metrics.counter("sli.answers.unsent");
    }

    /** Takes down a finished event with the reason why it was not taken. */
    public void add(KeptnEvent answer, String why) {
        unsent.increment();
        String json = new String(EventFormat.write(answer), StandardCharsets.UTF_8);
        LOG.errorf("%s %s. The event: %s", answer.type(), why, json);
    }

    /** The answer of a caller who did not wait for it. */
    Uni<Void> gone(KeptnEvent answer, Runnable unsent) {
        add(answer, "was not read: the caller closed the connection");
        unsent.run();
        return Uni.createFrom().voidItem();
    }
}
