package dev.sliprovider.controlplane;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.transport.SentAnswerObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Tells the control plane of each answer without values, so that Bridge shows it with the integration (contract §3.3,
 * §4.4). No answer waits for it, and what cannot be told is in the answer all the same.
 */
@Singleton
final class ControlPlaneLog implements SentAnswerObserver {

    private static final Logger LOG = Logger.getLogger(ControlPlaneLog.class);
    private static final int MOST_UNDER_WAY = 32;

    private final Registration registration;
    private final ControlPlane controlPlane;
    private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
    private final Counter untold;

    ControlPlaneLog(Registration registration, ControlPlane controlPlane, MeterRegistry metrics) {
        this.registration = registration;
        this.controlPlane = controlPlane;
        this.untold = UntoldEntries.counter(metrics);
    }

    @Override
    public void sent(KeptnEvent answer) {
        if (hasNoValues(answer)) {
            registration.id().ifPresent(id -> tell(entry(id, answer)));
        }
    }

    private void tell(ObjectNode entries) {
        if (!room.tryAcquire()) {
            untold("too many are under way");
            return;
        }
        controlPlane
                .log(entries)
                .onTermination()
                .invoke(() -> room.release())
                .subscribe()
                .with(
                        reply -> {
                            if (!(reply instanceof Reply.Done)) {
                                untold(reply.toString());
                            }
                        },
                        failure -> LOG.error("bug: no entry in the control plane's log", failure));
    }

    private void untold(String why) {
        untold.increment();
        LOG.debugf("no entry in the control plane's log: %s", why);
    }

    private static boolean hasNoValues(KeptnEvent answer) {
        return answer.type().isFinished()
                && (answer.data().path("status").asText().equals("errored")
                        || answer.data().path("result").asText().equals("fail"));
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
