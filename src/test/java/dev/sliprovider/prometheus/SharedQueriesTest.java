package dev.sliprovider.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedQueriesTest {

    private static final QueryResult RESULT = new QueryResult.Scalar(1, List.of());

    private final InFlightLimit limit = new InFlightLimit(1, System::nanoTime);
    private final SharedQueries<String> queries = new SharedQueries<>(limit, Runnable::run);
    private final Share bookshop = new Share("bookshop");
    private final Share museum = new Share("museum");
    private final List<UniEmitter<? super QueryResult>> sent = new ArrayList<>();
    private final AtomicInteger cancelled = new AtomicInteger();

    @Test
    void the_same_is_asked_once_for_all_who_ask_it_at_the_same_time() {
        UniAssertSubscriber<QueryResult> first = ask("up", bookshop);
        UniAssertSubscriber<QueryResult> second = ask("up", museum);
        UniAssertSubscriber<QueryResult> third = ask("up", bookshop);
        sent.getFirst().complete(RESULT);

        assertThat(sent).hasSize(1);
        List.of(first, second, third).forEach(each -> each.assertCompleted().assertItem(RESULT));
        UniAssertSubscriber<QueryResult> later = ask("up", bookshop);
        assertThat(sent).as("what is over is asked anew").hasSize(2);
        sent.getLast().complete(RESULT);
        later.assertCompleted();
    }

    @Test
    void something_else_is_asked_beside_it() {
        ask("up", bookshop);
        UniAssertSubscriber<QueryResult> other = ask("down", museum);
        assertThat(sent).as("the limit is 1").hasSize(1);
        sent.getFirst().complete(RESULT);
        assertThat(sent).hasSize(2);
        sent.getLast().complete(RESULT);
        other.assertCompleted();
    }

    @Test
    void whose_turn_comes_first_asks_for_all() {
        ask("blocks", bookshop);
        ask("also", bookshop);
        UniAssertSubscriber<QueryResult> late = ask("up", bookshop);
        UniAssertSubscriber<QueryResult> early = ask("up", museum);
        UniAssertSubscriber<QueryResult> last = ask("more", bookshop);
        sent.get(0).complete(RESULT);
        sent.get(1).complete(RESULT);

        assertThat(sent)
                .as("it is the museum's turn, before the bookshop's own")
                .hasSize(3);
        sent.get(2).complete(RESULT);
        early.assertCompleted();
        late.assertCompleted();
        assertThat(sent).as("what waited behind it comes next").hasSize(4);
        sent.get(3).complete(RESULT);
        last.assertCompleted();
    }

    @Test
    void the_request_goes_on_for_the_others_when_the_one_who_asked_stops_waiting() {
        UniAssertSubscriber<QueryResult> first = ask("up", bookshop);
        UniAssertSubscriber<QueryResult> second = ask("up", museum);
        first.cancel();
        assertThat(cancelled).hasValue(0);
        ask("other", museum);
        assertThat(sent).as("its place is still taken").hasSize(1);

        sent.getFirst().complete(RESULT);
        second.assertCompleted();
        assertThat(sent).hasSize(2);
    }

    @Test
    void the_request_is_cancelled_when_nobody_waits_any_more() {
        UniAssertSubscriber<QueryResult> first = ask("up", bookshop);
        UniAssertSubscriber<QueryResult> second = ask("up", museum);
        first.cancel();
        second.cancel();
        assertThat(cancelled).hasValue(1);

        ask("up", bookshop);
        assertThat(sent).as("its place is free, and it is asked anew").hasSize(2);
    }

    @Test
    void who_waits_for_a_turn_may_stop_waiting() {
        ask("blocks", bookshop);
        UniAssertSubscriber<QueryResult> waiting = ask("up", museum);
        waiting.cancel();
        sent.getFirst().complete(RESULT);
        assertThat(sent).hasSize(1);
        ask("up", museum);
        assertThat(sent).hasSize(2);
    }

    @Test
    void a_failure_is_everybody_s() {
        UniAssertSubscriber<QueryResult> first = ask("up", bookshop);
        UniAssertSubscriber<QueryResult> second = ask("up", museum);
        sent.getFirst().fail(new IllegalStateException("a bug"));
        first.assertFailedWith(IllegalStateException.class, "a bug");
        second.assertFailedWith(IllegalStateException.class, "a bug");
    }

    private UniAssertSubscriber<QueryResult> ask(String query, Share share) {
        Uni<QueryResult> request = Uni.createFrom()
                .<QueryResult>emitter(sent::add)
                .onCancellation()
                .invoke(cancelled::incrementAndGet);
        return queries.ask(query, share, request).subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
