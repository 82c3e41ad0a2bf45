package dev.sliprovider.transport;

import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.KeptnEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;

/** Counts answers that cannot be delivered, and logs them in full, so that they can be restored from the log. */
@Singleton
public final class UndeliveredAnswers {

    private static final Logger LOG = Logger.getLogger(UndeliveredAnswers.class);

    private final Counter unsent;

    UndeliveredAnswers(MeterRegistry metrics) {
        this.unsent = metrics.counter("sli.answers.undelivered");
    }

    /**
     * Logs and counts a finished event.
     *
     * @param why the cause, a predicate for the event, such as "cannot be published: …"
     */
    public void add(KeptnEvent answer, String why) {
        unsent.increment();
        String json = new String(EventFormat.write(answer), StandardCharsets.UTF_8);
        LOG.errorf("%s %s. The event: %s", answer.type(), why, json);
    }
}
