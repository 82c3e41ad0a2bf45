package dev.sliprovider.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.endpoint.LargeAnswers.Turn;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** So many at once, the others one after the other, and nobody waits for a place that is free. */
class LargeAnswersTest {

    private final List<String> read = new ArrayList<>();

    @Test
    void the_next_one_begins_when_one_has_ended() {
        var answers = new LargeAnswers(2);
        Turn first = answers.enter(() -> read.add("first"));
        Turn second = answers.enter(() -> read.add("second"));
        answers.enter(() -> read.add("third"));
        answers.enter(() -> read.add("fourth"));
        assertThat(read).containsExactly("first", "second");
        second.end();
        assertThat(read).containsExactly("first", "second", "third");
        first.end();
        assertThat(read).containsExactly("first", "second", "third", "fourth");
    }

    @Test
    void a_turn_that_is_ended_twice_makes_one_place_only() {
        var answers = new LargeAnswers(1);
        Turn first = answers.enter(() -> read.add("first"));
        answers.enter(() -> read.add("second"));
        answers.enter(() -> read.add("third"));
        first.end();
        first.end();
        assertThat(read).containsExactly("first", "second");
    }

    @Test
    void who_no_longer_waits_is_passed_over_and_takes_no_place() {
        var answers = new LargeAnswers(1);
        Turn first = answers.enter(() -> read.add("first"));
        Turn gone = answers.enter(() -> read.add("gone"));
        gone.end();
        first.end();
        answers.enter(() -> read.add("next"));
        assertThat(read).containsExactly("first", "next");
    }

    @ParameterizedTest
    @CsvSource({"32, 4, 1", "64, 4, 1", "128, 4, 3", "1024, 4, 28", "1, 4, 1", "64, 1024, 1"})
    void a_third_of_the_heap_holds_the_answers_three_times(long heap, long largest, int places) {
        LargeAnswers answers = LargeAnswers.within(heap << 20, new MemorySize(BigInteger.valueOf(largest << 20)));
        for (int i = 0; i < places + 5; i++) {
            answers.enter(() -> read.add("one"));
        }
        assertThat(read).hasSize(places);
    }
}
