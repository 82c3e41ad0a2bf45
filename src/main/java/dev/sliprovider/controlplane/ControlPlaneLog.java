package dev.sliprovider.controlplane;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.transport.SentAnswerObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Adds an entry to the control plane's log for each failed or errored answer, so that Bridge shows it with the integration
 * (contract §3.3, §4.4). Answers do not wait for it, and contain the same message.
 */
@Singleton
final class ControlPlaneLog implements SentAnswerObserver {

    private static final Logger LOG = Logger.getLogger(ControlPlaneLog.class);
    private static final int MOST_IN_FLIGHT = 32;
    /** Its {@code fail} is a verdict about a service, not a failure of this program. */
    private static final EventType EVALUATED = EventType.triggered("evaluation").finished();

    private final Registration registration;
    private final ControlPlane controlPlane;
    private final Semaphore room = new Semaphore(MOST_IN_FLIGHT);
    private final Counter lost;

    ControlPlaneLog(Registration registration, ControlPlane controlPlane, MeterRegistry metrics) {
        this.registration = registration;
        this.controlPlane = controlPlane;
        this.lost = LostLogEntries.counter(metrics);
    }

    @Override
    public void sent(KeptnEvent answer) {
        if (hasNoValues(answer)) {
            registration.id().ifPresent(id -> send(entry(id, answer)));
        }
    }

    private void send(ObjectNode entries) {
        if (!room.tryAcquire()) {
            lost("too many are in flight");
            return;
        }
        controlPlane
                .log(entries)
                .onTermination()
                .invoke(() -> room.release())
                .subscribe()
                .with(
                        reply -> {
                            if (!(reply instanceof RequestOutcome.Done)) {
                                lost(reply.toString());
                            }
                        },
                        failure -> LOG.error("bug: an entry for the control plane's log failed", failure));
    }

    private void lost(String why) {
        lost.increment();
        LOG.debugf("no entry in the control plane's log: %s", why);
    }

    private static boolean hasNoValues(KeptnEvent answer) {
        return answer.type().isFinished()
                && (answer.data().path("status").asText().equals("errored")
                        || answer.data().path("result").asText().equals("fail")
                                && !answer.type().equals(EVALUATED));
    }

    private static ObjectNode entry(String id, KeptnEvent answer) {
        ObjectNode entries = JsonNodeFactory.instance.objectNode();
        ObjectNode entry = entries.putArray("logs").addObject();
        entry.put("integrationid", id)
                .put("message", answer.data().path("message").asText("no indicator has a value"))
                .put("task", answer.type().task());
        answer.shkeptncontext().ifPresent(context -> entry.put("shkeptncontext", context));
        answer.triggeredid().ifPresent(triggered -> entry.put("triggeredid", triggered));
        answer.gitcommitid().ifPresent(commit -> entry.put("gitcommitid", commit));
        return entries;
    }
}
