package dev.sliprovider.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.waiting.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FairQueueTest {

    private final FairQueue<String> queue = new FairQueue<>(System::nanoTime);
    private final FairShare large = new FairShare("bookshop", Deadline.in(Duration.ofHours(1)));
    private final FairShare small = new FairShare("museum", Deadline.in(Duration.ofHours(1)));

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
        var other = new FairShare("bookshop", Deadline.in(Duration.ofHours(1)));
        add(large, "a1", "a2", "a3");
        assertThat(poll(2)).containsExactly("a1", "a2");
        add(other, "o1", "o2");
        assertThat(poll(3)).containsExactly("o1", "o2", "a3");
    }

    @Test
    void a_project_with_many_events_has_no_more_than_one_with_a_single_event() {
        for (int i = 0; i < 10; i++) {
            add(new FairShare("bookshop", Deadline.in(Duration.ofHours(1))), "a" + i + "1", "a" + i + "2");
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

    @Test
    void when_events_have_waited_long_the_oldest_is_completed_first_and_the_others_keep_some_turns() {
        var now = new AtomicLong(System.nanoTime());
        var aging = new FairQueue<String>(now::get);
        var first = new FairShare("bookshop", Deadline.in(Duration.ofSeconds(60)));
        var second = new FairShare("bookshop", Deadline.in(Duration.ofSeconds(61)));
        for (int i = 0; i < 8; i++) {
            aging.add(second, "b" + i);
            aging.add(first, "a" + i);
        }
        now.addAndGet(Duration.ofSeconds(20).toNanos());
        List<String> served = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            aging.poll().ifPresent(served::add);
        }
        assertThat(served).filteredOn(name -> name.startsWith("a")).hasSizeGreaterThanOrEqualTo(6);
        assertThat(served).contains("b0");
    }

    @Test
    void however_old_the_events_of_one_project_are_another_has_its_turn() {
        var aging = new FairQueue<String>(
                () -> System.nanoTime() + Duration.ofDays(1).toNanos());
        for (int i = 0; i < 4; i++) {
            aging.add(large, "a" + i);
        }
        aging.add(small, "b");
        aging.poll();
        assertThat(aging.poll()).contains("b");
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
