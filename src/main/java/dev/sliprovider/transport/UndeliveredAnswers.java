package dev.sliprovider.transport;

import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.KeptnEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;

/** Counts answers that nobody took and logs them whole, so that nothing is lost without a trace. */
@Singleton
public final class UndeliveredAnswers {

    private static final Logger LOG = Logger.getLogger(UndeliveredAnswers.class);

    private final Counter unsent;

    UndeliveredAnswers(MeterRegistry metrics) {
        this.unsent = metrics.counter("sli.answers.undelivered");
    }

    /** Logs a finished event with the reason why it was not taken. */
    public void add(KeptnEvent answer, String why) {
        unsent.increment();
        String json = new String(EventFormat.write(answer), StandardCharsets.UTF_8);
        LOG.errorf("%s %s. The event: %s", answer.type(), why, json);
    }
}
