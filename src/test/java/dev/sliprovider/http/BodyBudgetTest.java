package dev.sliprovider.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.http.BodyBudget.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each byte counts three times; what there is no room for waits, and never all of them. */
class BodyBudgetTest {

    private static final int KIB = 1024;

    private final List<String> told = new ArrayList<>();

    private Body begin(BodyBudget answers, String name) {
        return answers.begin(0, () -> told.add(name));
    }

    @Test
    void as_long_as_there_is_room_nobody_waits() {
        var answers = BodyBudget.of(3 * 100 * KIB);
        for (int i = 0; i < 5; i++) {
            assertThat(begin(answers, "one").take(20 * KIB)).isTrue();
        }
        assertThat(begin(answers, "too much").take(1)).isFalse();
    }

    @Test
    void the_first_one_never_waits_and_the_others_go_on_when_it_has_ended() {
        var answers = BodyBudget.of(0);
        Body first = begin(answers, "first");
        Body second = begin(answers, "second");
        Body third = begin(answers, "third");
        assertThat(first.take(20 * KIB)).isTrue();
        assertThat(second.take(20 * KIB)).isFalse();
        assertThat(third.take(20 * KIB)).isFalse();
        assertThat(first.take(1000 * KIB)).isTrue();
        first.end();
        assertThat(told).containsExactly("second");
        assertThat(second.take(1000 * KIB)).isTrue();
        second.end();
        assertThat(told).containsExactly("second", "third");
    }

    @Test
    void what_ends_makes_its_room_once() {
        var answers = BodyBudget.of(3 * 100 * KIB);
        Body first = begin(answers, "first");
        Body second = begin(answers, "second");
        first.take(60 * KIB);
        second.take(40 * KIB);
        second.end();
        second.end();
        Body third = begin(answers, "third");
        assertThat(third.take(40 * KIB)).isTrue();
        assertThat(third.take(1)).isFalse();
    }

    @Test
    void who_has_ended_is_not_told_to_go_on_and_takes_no_room() {
        var answers = BodyBudget.of(0);
        Body first = begin(answers, "first");
        Body gone = begin(answers, "gone");
        Body next = begin(answers, "next");
        first.take(KIB);
        gone.take(KIB);
        next.take(KIB);
        gone.end();
        assertThat(gone.take(1000 * KIB)).isTrue();
        first.end();
        assertThat(told).containsExactly("next");
    }

    @Test
    void those_that_wait_do_not_all_begin_at_once() {
        var answers = BodyBudget.of(3 * 200 * KIB);
        Body first = begin(answers, "first");
        first.take(300 * KIB);
        for (int i = 0; i < 10; i++) {
            begin(answers, "another").take(10 * KIB);
        }
        first.end();
        assertThat(told).hasSize(2);
    }

    @Test
    void whatever_comes_in_whatever_order_all_come_to_their_end() {
        var random = new Random(42);
        for (int round = 0; round < 200; round++) {
            var answers = BodyBudget.of(random.nextInt(3 * 500 * KIB));
            var reading = new ArrayList<Body>();
            var left = new java.util.HashMap<Body, Integer>();
            for (int i = 0; i < 20; i++) {
                var self = new Body[1];
                self[0] = answers.begin(0, () -> reading.add(self[0]));
                left.put(self[0], 1 + random.nextInt(10));
                reading.add(self[0]);
            }
            while (!reading.isEmpty()) {
                Body answer = reading.remove(random.nextInt(reading.size()));
                boolean mayGoOn = answer.take(1 + random.nextInt(64 * KIB));
                if (left.merge(answer, -1, Integer::sum) == 0) {
                    left.remove(answer);
                    answer.end();
                } else if (mayGoOn) {
                    reading.add(answer);
                }
            }
            assertThat(left).as("round " + round).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"32, 4, 2048", "64, 4, 9557", "1024, 4, 337237", "64, 1024, 4096"})
    void with_the_one_that_never_waits_they_have_a_third_of_the_heap(long heap, long largest, long kibibytes) {
        BodyBudget answers = BodyBudget.ofHeap(heap << 20);
        answers.begin(largest << 20, () -> {}).take(1);
        int taken = 0;
        while (begin(answers, "other").take(KIB)) {
            taken += 3;
        }
        assertThat((long) taken).isBetween(kibibytes - 6, kibibytes);
    }
}
