package dev.sliprovider.keptn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTypeTest {

    @ParameterizedTest
    @CsvSource({
        "sh.keptn.event.test.triggered, test, triggered",
        "sh.keptn.event.get-sli.finished, get-sli, finished",
        "sh.keptn.event.dev.delivery.started, dev.delivery, started",
        "sh.keptn.event.test.status.changed, test, status.changed",
        "sh.keptn.event.status.changed, status, changed",
        "sh.keptn.events.problem, '', ''",
        "sh.keptn.event.problem, '', ''",
        "sh.keptn.log.error, '', ''",
        "com.example.test.finished, '', ''",
        "'', '', ''"
    })
    void task_and_phase_are_read_by_the_name(String name, String task, String phase) {
        var type = new EventType(name);
        assertThat(type.task()).isEqualTo(task);
        assertThat(type.phase()).isEqualTo(phase);
        assertThat(type.isTriggered()).isEqualTo(phase.equals("triggered"));
        assertThat(type.isStarted()).isEqualTo(phase.equals("started"));
        assertThat(type.isFinished()).isEqualTo(phase.equals("finished"));
    }

    @Test
    void the_types_of_one_task_differ_in_their_last_part() {
        EventType triggered = EventType.triggered("test");
        assertThat(triggered.name()).isEqualTo("sh.keptn.event.test.triggered");
        assertThat(triggered.started().name()).isEqualTo("sh.keptn.event.test.started");
        assertThat(triggered.statusChanged().name()).isEqualTo("sh.keptn.event.test.status.changed");
        assertThat(triggered.finished().name()).isEqualTo("sh.keptn.event.test.finished");
    }
}
