// docs: begin task
package dev.sliprovider.integrations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sliprovider.keptn.EventScope;
import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.keptn.Result;
import dev.sliprovider.keptn.TaskResult;
import dev.sliprovider.task.Task;
import dev.sliprovider.task.TaskException;
import dev.sliprovider.waiting.Deadline;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;

/** Greets the service that a {@code greeting.triggered} event names. */
@Singleton
class GreetingTask implements Task {

    @Override
    public String name() {
        return "greeting";
    }

    @Override
    public Set<EventType> hears() {
        return Set.of(EventType.triggered("greeting"));
    }

    @Override
    public Uni<TaskResult> run(KeptnEvent event, Deadline left) {
        String service = EventScope.of(event.data()).service();
        if (service.isEmpty()) {
            throw new TaskException("the event names no service; set data.service");
        }
        var data = JsonNodeFactory.instance.objectNode().put("text", "Hello " + service);
        return Uni.createFrom().item(TaskResult.succeeded(Result.PASS, "greeted " + service, data));
    }
}
// docs: end task
