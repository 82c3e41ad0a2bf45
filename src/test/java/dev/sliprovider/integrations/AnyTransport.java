package dev.sliprovider.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.controlplane.Registration;
import dev.sliprovider.keptn.ExampleEvent;
import dev.sliprovider.task.TaskRunner;
import dev.sliprovider.transport.EventGate;
import dev.sliprovider.transport.Transports;
import dev.sliprovider.waiting.Eventually;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The work of docs/integrations.md and of the product beside each other, whatever brings the events. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AnyTransport {

    @Inject
    TaskRunner runner;

    @Inject
    Transports transports;

    @Inject
    Registration registration;

    @Inject
    EventGate gate;

    @Inject
    AuditListener audit;

    abstract void send(JsonNode event) throws Exception;

    /** @return the finished events that answer an event */
    abstract List<JsonNode> finished(String id);

    @BeforeAll
    void serve() throws Exception {
        runner.start();
        transports.start();
        registration.start();
        awaitReady();
    }

    void awaitReady() throws Exception {}

    @AfterAll
    void end() {
        registration.stop();
        transports.stopIntake();
        gate.drain();
        transports.close();
    }

    @Test
    void each_work_gets_its_events_and_a_task_is_answered_once() throws Exception {
        ObjectNode greeting = greeting();
        ObjectNode getSli = getSli();
        send(greeting);
        send(getSli);

        String id = greeting.path("id").asText();
        Eventually.await().untilAsserted(() -> assertThat(finished(id)).hasSize(1));
        assertThat(finished(id).getFirst().at("/data/greeting/text").asText()).isEqualTo("Hello catalog");
        assertThat(finished(id).getFirst().path("source").asText()).isEqualTo("greeting");
        Eventually.await().untilAsserted(() -> assertThat(audit.heard()).containsOnlyOnce(id));
        String other = getSli.path("id").asText();
        Eventually.await().untilAsserted(() -> assertThat(finished(other)).hasSize(1));
        assertThat(finished(other)
                        .getFirst()
                        .at("/data/get-sli/indicatorValues/0/value")
                        .asDouble())
                .isEqualTo(41.5);
        assertThat(audit.heard()).doesNotContain(other);
    }

    @Test
    void the_answer_of_another_integration_silences_nobody() throws Exception {
        ObjectNode greeting = greeting();
        send(foreignAnswer(greeting));
        send(greeting);

        Eventually.await()
                .untilAsserted(() -> assertThat(finished(greeting.path("id").asText()))
                        .extracting(answer -> answer.path("source").asText())
                        .containsExactlyInAnyOrder("another-integration", "greeting"));
    }

    private static ObjectNode foreignAnswer(JsonNode greeting) {
        ObjectNode answer = greeting.deepCopy();
        answer.put("id", UUID.randomUUID().toString())
                .put("type", "sh.keptn.event.greeting.finished")
                .put("source", "another-integration")
                .put("triggeredid", greeting.path("id").asText());
        return answer;
    }

    private static ObjectNode greeting() {
        return fresh(ExampleEvent.json("""
                {'specversion':'1.0','source':'test','type':'sh.keptn.event.greeting.triggered',
                 'data':{'project':'bookshop','stage':'dev','service':'catalog'}}"""));
    }

    private static ObjectNode getSli() {
        ObjectNode event = fresh(ExampleEvent.json(ExampleEvent.file("minimal")));
        ((ObjectNode) event.path("data")).put("project", "bookshop");
        ((ObjectNode) event.at("/data/get-sli")).putArray("indicators").add("good");
        return event;
    }

    private static ObjectNode fresh(ObjectNode event) {
        return event.put("id", UUID.randomUUID().toString())
                .put("shkeptncontext", UUID.randomUUID().toString())
                .put("time", Instant.now().toString());
    }
}
