package dev.sliprovider.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sliprovider.keptn.EventType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkRegistryTest {

    @Test
    void work_is_in_the_order_of_its_names_and_says_which_types_are_heard() {
        WorkRegistry works = WorkRegistry.of(new HeldTask("test"), new HeldTask("deployment"));
        assertThat(works.all()).extracting(Work::name).containsExactly("deployment", "test");
        assertThat(works.heard())
                .containsExactlyInAnyOrder(EventType.triggered("deployment"), EventType.triggered("test"));
    }

    @Test
    void two_works_of_one_name_are_a_bug() {
        WorkRegistry works = WorkRegistry.of(new HeldTask("test"), new HeldTask("test"));
        assertThatThrownBy(works::all).hasMessageContaining("is named \"test\"; a name has letters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a/b", "ä"})
    void a_name_is_a_label_a_source_and_part_of_a_durable_so_it_is_plain(String name) {
        WorkRegistry works = WorkRegistry.of(new HeldTask(name));
        assertThatThrownBy(works::all).isInstanceOf(IllegalStateException.class);
    }

    static Stream<Arguments> works() {
        return Stream.of(
                Arguments.of(
                        List.of(task("echo", "echo", EventType.triggered("test").finished())),
                        "the task echo hears sh.keptn.event.test.finished; a task answers only"),
                Arguments.of(
                        List.of(task("echo", "echo", new EventType("com.example.order"))),
                        "the task echo hears com.example.order; a task answers only"),
                Arguments.of(
                        List.of(task("echo", "", EventType.triggered("test"))), "the source of the task echo is empty"),
                Arguments.of(
                        List.of(
                                task("one", "same", EventType.triggered("test")),
                                task("two", "same", EventType.triggered("test"))),
                        "the tasks one and two both answer sh.keptn.event.test.triggered with the source same"),
                Arguments.of(
                        List.of(new HeldTask("test", Optional.of(0), Optional.empty())),
                        "maxInFlight of the work test is 0; it must be at least 1"),
                Arguments.of(
                        List.of(new HeldTask("test", Optional.empty(), Optional.of(Duration.ZERO))),
                        "the deadline of the work test is 0s; it must be at least 1 ms"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("works")
    void work_that_could_not_be_done_is_refused_at_start(List<Work> works, String message) {
        assertThatThrownBy(WorkRegistry.of(works.toArray(Work[]::new))::all)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void tasks_that_hear_different_types_may_share_a_source() {
        WorkRegistry works = WorkRegistry.of(
                task("one", "same", EventType.triggered("test")),
                task("two", "same", EventType.triggered("deployment")));
        assertThat(works.all()).hasSize(2);
    }

    private static Work task(String name, String source, EventType heard) {
        return new HeldTask(name) {
            @Override
            public URI source() {
                return URI.create(source);
            }

            @Override
            public Set<EventType> hears() {
                return Set.of(heard);
            }
        };
    }
}
