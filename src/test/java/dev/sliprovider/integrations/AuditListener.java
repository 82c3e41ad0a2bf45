// docs: begin listener
package dev.sliprovider.integrations;

import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.task.Listener;
import dev.sliprovider.waiting.Deadline;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the ids of all greetings that were asked for. */
@Singleton
class AuditListener implements Listener {

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public Set<EventType> hears() {
        return Set.of(EventType.triggered("greeting"));
    }

    @Override
    public Uni<Void> hear(KeptnEvent event, Deadline left) {
        heard.add(event.id());
        return Uni.createFrom().voidItem();
    }

    List<String> heard() {
        return heard;
    }
}
// docs: end listener
