package dev.sliprovider.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairQueueTest {

    private final FairQueue<String> queue = new FairQueue<>();
    private final FairShare large = new FairShare("bookshop");
    private final FairShare small = new FairShare("museum");

    @Test
    void those_of_one_share_follow_in_the_order_of_their_coming() {
        add(large, "a1", "a2", "a3");
        assertThat(poll(4)).containsExactly("a1", "a2", "a3");
    }

    @Test
    void few_of_one_project_do_not_wait_behind_many_of_another() {
        add(large, "a1", "a2", "a3", "a4", "a5");
        assertThat(poll(2)).containsExactly("a1", "a2");
        add(small, "b1", "b2", "b3");
        queue.over(large);
        assertThat(poll(1)).containsExactly("b1");
        queue.over(large);
        assertThat(poll(3)).containsExactly("a3", "b2", "a4");
    }

    @Test
    void few_of_one_event_do_not_wait_behind_many_of_another_of_the_same_project() {
        var other = new FairShare("bookshop");
        add(large, "a1", "a2", "a3");
        assertThat(poll(2)).containsExactly("a1", "a2");
        add(other, "o1", "o2");
        assertThat(poll(3)).containsExactly("o1", "o2", "a3");
    }

    @Test
    void a_project_with_many_events_has_no_more_than_one_with_a_single_event() {
        for (int i = 0; i < 10; i++) {
            add(new FairShare("bookshop"), "a" + i + "1", "a" + i + "2");
        }
        add(small, "b1", "b2", "b3", "b4");
        assertThat(poll(8)).filteredOn(name -> name.startsWith("b")).hasSize(4);
    }

    @Test
    void equals_take_turns() {
        add(large, "a1", "a2", "a3");
        add(small, "b1", "b2", "b3");
        List<String> served = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String next = poll(1).getFirst();
            served.add(next);
            queue.over(next.startsWith("a") ? large : small);
        }
        assertThat(served).containsExactly("a1", "b1", "a2", "b2", "a3", "b3");
    }

    private void add(FairShare share, String... names) {
        List.of(names).forEach(name -> queue.add(share, name));
    }

    private List<String> poll(int most) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            queue.poll().ifPresent(names::add);
        }
        return names;
    }
}
