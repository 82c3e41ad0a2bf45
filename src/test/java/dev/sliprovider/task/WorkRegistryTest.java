package dev.sliprovider.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sliprovider.keptn.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
}
