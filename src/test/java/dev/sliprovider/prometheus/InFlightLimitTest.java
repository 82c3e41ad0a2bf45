package dev.sliprovider.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.waiting.Deadline;
import dev.sliprovider.waiting.Eventually;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.mutiny.subscription.UniSubscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InFlightLimitTest {

    private static final FairShare SHARE = new FairShare("bookshop", Deadline.in(Duration.ofHours(1)));

    private final Map<String, UniEmitter<? super String>> running = new LinkedHashMap<>();
    private final List<String> ended = new ArrayList<>();
    private final InFlightLimit limit = new InFlightLimit(2, System::nanoTime);

    @Test
    void no_more_run_than_are_allowed() {
        run("a", "b", "c");
        assertThat(running).containsOnlyKeys("a", "b");
    }

    @Test
    void the_others_follow_in_the_order_of_their_coming() {
        run("a", "b", "c", "d", "e");
        running.get("b").complete("b");
        assertThat(running).containsOnlyKeys("a", "b", "c");
        running.get("a").complete("a");
        assertThat(running).containsOnlyKeys("a", "b", "c", "d");
        assertThat(ended).containsExactly("b", "a");
    }

    @Test
    void a_failure_frees_the_place() {
        run("a", "b", "c");
        running.get("a").fail(new IllegalStateException("broken"));
        assertThat(running).containsKey("c");
        assertThat(ended).containsExactly("failed a");
    }

    @Test
    void work_that_cannot_even_begin_frees_the_place() {
        for (int i = 0; i < 5; i++) {
            limit.run(SHARE, Uni.createFrom().deferred(() -> {
                        throw new IllegalStateException("no");
                    }))
                    .subscribe()
                    .with(item -> {}, failure -> {});
        }
        run("a", "b");
        assertThat(running).containsOnlyKeys("a", "b");
    }

    @Test
    void who_is_cancelled_while_waiting_never_runs() {
        run("a", "b");
        Cancellable c = run("c");
        run("d");
        c.cancel();
        running.get("a").complete("a");
        assertThat(running).containsOnlyKeys("a", "b", "d");
    }

    @Test
    void who_is_cancelled_while_running_frees_the_place() {
        Cancellable a = run("a");
        run("b", "c");
        a.cancel();
        assertThat(running).containsKey("c");
    }

    @Test
    void who_is_cancelled_before_waiting_takes_no_place() {
        var one = new InFlightLimit(1, System::nanoTime);
        one.run(SHARE, Uni.createFrom().item("never"))
                .onSubscription()
                .invoke(UniSubscription::cancel)
                .subscribe()
                .with(ended::add);
        assertThat(one.run(SHARE, Uni.createFrom().item("next")).await().atMost(Eventually.LIMIT))
                .isEqualTo("next");
    }

    @Test
    void cancelling_twice_frees_one_place() {
        Cancellable a = run("a");
        run("b", "c", "d");
        a.cancel();
        a.cancel();
        assertThat(running).containsOnlyKeys("a", "b", "c");
    }

    @Test
    void all_places_are_free_again_in_the_end() {
        run("a", "b", "c");
        List.of("a", "b", "c").forEach(name -> running.get(name).complete(name));
        run("d", "e", "f");
        assertThat(running).containsOnlyKeys("a", "b", "c", "d", "e");
    }

    @Test
    void one_unit_of_work_may_be_run_again() {
        var count = new AtomicInteger();
        Uni<Integer> work = limit.run(SHARE, Uni.createFrom().item(count::incrementAndGet));
        assertThat(work.await().atMost(Eventually.LIMIT)).isEqualTo(1);
        assertThat(work.await().atMost(Eventually.LIMIT)).isEqualTo(2);
    }

    @Test
    void work_that_is_over_at_once_does_not_deepen_the_stack() {
        run("a", "b");
        var done = new AtomicInteger();
        for (int i = 0; i < 50_000; i++) {
            limit.run(SHARE, Uni.createFrom().item(1)).subscribe().with(item -> done.incrementAndGet());
        }
        running.get("a").complete("a");
        assertThat(done).hasValue(50_000);
    }

    @Test
    void the_limit_holds_under_load_and_no_place_is_lost() throws InterruptedException {
        var shared = new InFlightLimit(4, System::nanoTime);
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        var over = new AtomicInteger();
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (int t = 0; t < 8; t++) {
                var random = new Random(t);
                pool.execute(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        int kind = random.nextInt(4);
                        Uni<Integer> work = Uni.createFrom().emitter(emitter -> {
                            int counted = kind == 1 ? 0 : 1;
                            most.accumulateAndGet(now.addAndGet(counted), Math::max);
                            pool.execute(() -> {
                                now.addAndGet(-counted);
                                if (kind == 0) {
                                    emitter.fail(new IllegalStateException("broken"));
                                } else {
                                    emitter.complete(1);
                                }
                            });
                        });
                        Cancellable running = shared.run(SHARE, work)
                                .onTermination()
                                .invoke(over::incrementAndGet)
                                .subscribe()
                                .with(item -> {}, failure -> {});
                        if (kind == 1) {
                            running.cancel();
                        }
                    }
                });
            }
            Eventually.await().until(() -> over.get() == 16_000);
        }
        var free = new ArrayList<UniEmitter<? super Integer>>();
        for (int i = 0; i < 5; i++) {
            shared.run(SHARE, Uni.createFrom().<Integer>emitter(free::add))
                    .subscribe()
                    .with(item -> {});
        }
        assertThat(free).hasSize(4);
        assertThat(most.get()).isBetween(1, 4);
    }

    @Test
    void one_place_above_the_bound_is_for_a_project_that_has_nothing_in_flight() {
        var eight = new InFlightLimit(8, System::nanoTime);
        FairShare other = new FairShare("museum", Deadline.in(Duration.ofHours(1)));
        List<String> begun = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 20; i++) {
            hang(eight, SHARE, "a", begun);
        }
        assertThat(begun).hasSize(8);
        hang(eight, other, "b", begun);
        hang(eight, other, "b", begun);
        assertThat(begun).as("one place of the other project").hasSize(9).contains("b");
    }

    @Test
    void a_query_that_was_given_up_keeps_its_place_for_a_while_and_not_that_of_another_project() {
        var eight = new InFlightLimit(8, System::nanoTime);
        FairShare other = new FairShare("museum", Deadline.in(Duration.ofHours(1)));
        List<String> begun = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 16; i++) {
            Uni<String> late = Uni.createFrom().item(() -> {
                begun.add("a");
                return "late";
            });
            eight.run(SHARE, late, result -> Duration.ofSeconds(1)).subscribe().with(done -> {});
        }
        assertThat(begun).hasSize(8);
        hang(eight, other, "b", begun);
        hang(eight, new FairShare("library", Deadline.in(Duration.ofHours(1))), "c", begun);
        assertThat(begun).hasSize(10).contains("b", "c");
        Eventually.await().until(() -> begun.size() == 18);
    }

    private static void hang(InFlightLimit limit, FairShare share, String name, List<String> begun) {
        limit.run(share, Uni.createFrom().emitter(emitter -> begun.add(name)))
                .subscribe()
                .with(done -> {});
    }

    private Cancellable run(String... names) {
        Cancellable last = null;
        for (String name : names) {
            Uni<String> work = Uni.createFrom().emitter(emitter -> running.put(name, emitter));
            last = limit.run(SHARE, work).subscribe().with(ended::add, failure -> ended.add("failed " + name));
        }
        return last;
    }
}
