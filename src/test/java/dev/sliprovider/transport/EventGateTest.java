package dev.sliprovider.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sliprovider.controlplane.LogLines;
import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.ExampleEvent;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.task.HeldTask;
import dev.sliprovider.task.Listener;
import dev.sliprovider.task.Runner;
import dev.sliprovider.task.TaskRunner;
import dev.sliprovider.task.Work;
import dev.sliprovider.task.WorkRegistry;
import dev.sliprovider.waiting.Deadline;
import dev.sliprovider.waiting.Eventually;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventGateTest {

    private static final long BYTES = 1000;

    private final HeldTask test = new HeldTask("test", Optional.of(1), Optional.of(Duration.ofMinutes(10)));
    private final HeldTask deployment = new HeldTask("deployment");
    private final List<String> receipts = new CopyOnWriteArrayList<>();
    private final List<KeptnEvent> answers = new CopyOnWriteArrayList<>();
    private volatile boolean isBusAway;
    private EventRuns runs;

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "10000"})
    void an_event_that_is_under_way_is_not_begun_again_however_short_the_memory(String remembered) throws Exception {
        EventGate gate = gate("remembered", remembered);
        put(gate, "1", "deployment");
        put(gate, "2", "deployment");
        put(gate, "3", "deployment");
        put(gate, "1", "deployment");
        assertReceipts("1 unanswered");
        assertThat(gate.offer(published("1", 1))).isEqualTo(new Admission.Duplicate());
        assertThat(gate.isUnderWay("1", "deployment")).isTrue();
        finish("1", "2", "3");
        assertReceipts("1 unanswered", "1 answered", "2 answered", "3 answered");
        assertThat(gate.isUnderWay("1", "deployment")).isFalse();
    }

    @Test
    void an_event_that_was_answered_is_a_duplicate_as_long_as_it_is_remembered() throws Exception {
        EventGate gate = gate("remembered", "1");
        put(gate, "1", "deployment");
        finish("1");
        assertReceipts("1 answered");
        put(gate, "1", "deployment");
        assertReceipts("1 answered", "1 answered");
        assertThat(answers).hasSize(2);
        put(gate, "2", "deployment");
        finish("2");
        put(gate, "1", "deployment");
        finish("1");
        assertReceipts("1 answered", "1 answered", "2 answered", "1 answered");
        assertThat(answers).hasSize(6);
    }

    @Test
    void an_event_whose_answer_was_not_taken_is_begun_again() throws Exception {
        EventGate gate = gate();
        isBusAway = true;
        put(gate, "1", "deployment");
        finish("1");
        assertReceipts("1 unanswered");
        isBusAway = false;
        put(gate, "1", "deployment");
        finish("1");
        assertReceipts("1 unanswered", "1 answered");
    }

    @Test
    void a_task_that_is_slow_does_not_take_the_places_of_another() throws Exception {
        EventGate gate = gate("max-in-flight", "2", "max-waiting", "1");
        put(gate, "slow", "test");
        put(gate, "waits", "test");
        assertThat(gate.room(EventType.triggered("test"))).isZero();
        assertThat(gate.places("test")).isZero();
        assertThat(gate.offer(published("no", "test", 1)))
                .isEqualTo(new Admission.Refused("1 events are being worked on (the limit of test)"));
        assertThat(gate.places("deployment")).isEqualTo(2);
        put(gate, "quick", "deployment");
        finish("quick");
        assertReceipts("quick answered");
        assertThat(test.running()).containsExactly("slow");
        test.finish("slow");
        test.finish("waits");
        assertReceipts("quick answered", "slow answered", "waits answered");
    }

    @Test
    void a_bus_is_held_up_while_there_is_no_room_and_goes_on_after_that() throws Exception {
        EventGate gate = gate("max-waiting", "0");
        put(gate, "1", "test");
        Thread bus = Thread.ofVirtual().start(() -> {
            try {
                put(gate, "2", "test");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Awaitility.await().until(() -> bus.getState() == Thread.State.WAITING);
        assertThat(test.running()).doesNotContain("2");
        test.finish("1");
        bus.join();
        test.finish("2");
        assertReceipts("1 answered", "2 answered");
    }

    @Test
    void runs_that_end_while_they_are_started_or_do_not_start_do_not_burden_the_one_before_them() {
        var bulkheads = new Bulkheads(TestBeans.config(), works(), BYTES);
        Bulkhead places = bulkheads.of(event("1", "test")).getFirst().bulkhead();
        var ended = new AtomicInteger();
        bulkheads.start(places, () -> {});
        for (int i = 0; i < 20_000; i++) {
            bulkheads.start(places, () -> {
                ended.incrementAndGet();
                bulkheads.end(places);
            });
        }
        bulkheads.start(places, () -> {
            throw new IllegalStateException("of all things");
        });
        assertThat(ended).hasValue(0);
        bulkheads.end(places);
        assertThat(ended).hasValue(20_000);
    }

    @Test
    void the_time_of_an_event_runs_from_its_receipt_and_the_wait_is_what_is_applied() throws Exception {
        ReceivedEvent received = ReceivedEvent.replied(
                event("1", "deployment"), 1, new ResponseCollector(), Optional.of(Duration.ofMinutes(2)));
        // The deadline has to be shorter by this time.
        Thread.sleep(20);
        assertThat(received.deadline(Duration.ofMinutes(1)).left()).isLessThan(Duration.ofMillis(59_985));
        assertThat(received.applied()).contains(Duration.ofMinutes(1));
        received.deadline(Duration.ofMinutes(5));
        assertThat(received.applied()).contains(Duration.ofMinutes(2));
        assertThat(published("1", 1).applied()).isEmpty();
    }

    @Test
    void a_thread_that_is_told_to_end_while_there_is_no_room_leaves_nothing_behind() throws Exception {
        EventGate gate = gate("max-waiting", "0");
        put(gate, "1", "test");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> put(gate, "2", "test")).isInstanceOf(InterruptedException.class);
        test.finish("1");
        assertReceipts("1 answered");
        Awaitility.await().until(() -> gate.places("test") == 1);
        gate.drain();
    }

    @Test
    void events_are_let_in_until_their_bytes_reach_the_bound_and_again_when_some_have_left() {
        EventGate gate = gate();
        var heavy = new Admission.Refused("events in progress use an eighth of the free heap");
        assertThat(gate.offer(published("1", 600))).isEqualTo(new Admission.Admitted());
        assertThat(gate.offer(published("2", 600))).isEqualTo(new Admission.Admitted());
        assertThat(gate.offer(published("3", 1))).isEqualTo(heavy);
        assertThat(gate.room(EventType.triggered("deployment"))).isZero();
        assertThat(gate.room(EventType.triggered("test")))
                .as("work that does nothing may always take one event")
                .isEqualTo(1);
        deployment.finish("1");
        Awaitility.await()
                .alias("it is let in now, and not taken for a duplicate")
                .until(() -> gate.offer(published("3", 1)).equals(new Admission.Admitted()));
    }

    @Test
    void an_event_that_is_larger_than_all_may_be_together_is_let_in_alone() {
        assertThat(gate().offer(published("1", 5000))).isEqualTo(new Admission.Admitted());
    }

    @Test
    void a_duplicate_takes_no_room() {
        EventGate gate = gate();
        assertThat(gate.offer(published("1", 600))).isEqualTo(new Admission.Admitted());
        assertThat(gate.offer(published("1", 600))).isEqualTo(new Admission.Duplicate());
        assertThat(gate.offer(published("2", 600))).isEqualTo(new Admission.Admitted());
    }

    @Test
    void an_event_for_one_work_is_not_begun_by_another() throws Exception {
        EventGate gate = gate();
        gate.put(event("1", "deployment"), 1, "test", receipt("1"));
        assertReceipts("1 answered");
        assertThat(deployment.running()).isEmpty();
    }

    @Test
    void work_that_fails_when_it_is_asked_whether_an_event_is_for_it_is_answered_as_errored_and_others_go_on()
            throws Exception {
        EventGate gate = gate(works(new HeldTask("broken") {
            @Override
            public Set<EventType> hears() {
                return deployment.hears();
            }

            @Override
            public boolean isFor(KeptnEvent event) {
                throw new IllegalStateException("of all things");
            }
        }));
        put(gate, "1", "deployment");
        finish("1");
        assertReceipts("1 answered");
        assertThat(answers)
                .filteredOn(answer -> answer.type().isFinished())
                .extracting(answer ->
                        answer.source() + " " + answer.data().path("status").asText())
                .containsExactlyInAnyOrder("broken errored", "deployment succeeded");
    }

    @Test
    void a_listener_without_room_does_not_hold_up_the_task_that_hears_the_same_events() throws Exception {
        EventGate gate = gate(works(new Ear(deployment.hears())), "max-waiting", "0");
        gate.put(event("1", "deployment"), 1, "ear", receipt("1"));
        assertThat(gate.places("ear")).isZero();
        assertThat(gate.room(EventType.triggered("deployment"))).isPositive();
        gate.put(event("2", "deployment"), 1, "ear", receipt("2"));
        assertReceipts("2 unanswered");
        gate.put(event("2", "deployment"), 1, "deployment", receipt("2"));
        finish("2");
        assertReceipts("2 unanswered", "2 answered");
    }

    /** Hears one event for ever. */
    private record Ear(Set<EventType> hears) implements Listener {
        @Override
        public String name() {
            return "ear";
        }

        @Override
        public Optional<Integer> maxInFlight() {
            return Optional.of(1);
        }

        @Override
        public Uni<Void> hear(KeptnEvent event, Deadline left) {
            return Uni.createFrom().nothing();
        }
    }

    @Test
    void an_event_without_a_subscription_or_that_nothing_hears_is_done_at_once() throws Exception {
        EventGate gate = gate();
        put(gate, "1", "evaluation");
        gate.put("no event".getBytes(StandardCharsets.UTF_8), receipt("2"));
        assertReceipts("1 answered", "2 answered");
        assertThat(gate.offer(published("3", "evaluation", 1))).isInstanceOf(Admission.Ignored.class);
    }

    @Test
    void a_client_that_asks_for_a_reply_twice_gets_two() {
        EventGate gate = gate();
        for (int i = 0; i < 2; i++) {
            var reply = new ResponseCollector();
            ReceivedEvent received = ReceivedEvent.replied(event("1", "deployment"), 1, reply, Optional.empty());
            assertThat(gate.offer(received)).isEqualTo(new Admission.Admitted());
            deployment.finish("1");
            assertThat(reply.finished().await().atMost(Eventually.LIMIT))
                    .extracting(KeptnEvent::type)
                    .containsExactly(EventType.triggered("deployment").finished());
        }
        assertThat(answers).isEmpty();
    }

    @Test
    void an_ending_process_refuses_events_over_http_and_takes_those_that_a_bus_has_given_away() throws Exception {
        EventGate gate = gate();
        gate.close();
        assertThat(gate.offer(published("1", 1))).isEqualTo(new Admission.Refused("this process is ending"));
        put(gate, "2", "deployment");
        finish("2");
        assertReceipts("2 answered");
        gate.drain();
    }

    @Test
    void an_ending_process_names_the_events_that_it_leaves_without_an_answer() throws Exception {
        EventGate gate = gate("drain", "10ms");
        put(gate, "1", "deployment");
        put(gate, "2", "test");
        try (var log = new LogLines(EventGate.class)) {
            gate.drain();
            assertThat(log.lines())
                    .containsExactly("ERROR stopping without the answers of 2 events: deployment 1, test 2");
        }
        deployment.finish("1");
        test.finish("2");
    }

    @Test
    void an_answer_is_published_instead_of_replied_unless_one_was_published_before() throws Exception {
        put(gate(), "1", "deployment");
        finish("1");
        assertReceipts("1 answered");
        KeptnEvent answer = answers.getLast();
        assertThat(runs.mayPublish(answer)).isFalse();
        runs.forget(answer);
        assertThat(runs.mayPublish(answer)).isTrue();
        assertThat(runs.mayPublish(answer)).isFalse();
    }

    private WorkRegistry works(Work... others) {
        return WorkRegistry.of(
                Stream.concat(Stream.of(test, deployment), Stream.of(others)).toArray(Work[]::new));
    }

    private EventGate gate(String... settings) {
        return gate(works(), settings);
    }

    private EventGate gate(WorkRegistry works, String... settings) {
        EventsConfig config = TestBeans.config(settings);
        var subscriptions = new Subscriptions(works);
        subscriptions.replace(List.of(new Subscription("", ">", List.of(), List.of(), List.of())));
        TaskRunner runner = Runner.of(works, new SimpleMeterRegistry());
        var bulkheads = new Bulkheads(config, works, BYTES);
        runs = new EventRuns(runner, bulkheads, new Deduplication(config));
        return new EventGate(subscriptions, runner, bulkheads, runs, this::publish);
    }

    private Uni<Void> publish(KeptnEvent answer) {
        if (isBusAway) {
            return Uni.createFrom().failure(new IllegalStateException("away"));
        }
        answers.add(answer);
        return Uni.createFrom().voidItem();
    }

    private void put(EventGate gate, String id, String task) throws InterruptedException {
        gate.put(event(id, task), 1, receipt(id));
    }

    private void finish(String... ids) {
        List.of(ids).forEach(deployment::finish);
    }

    private void assertReceipts(String... expected) {
        Eventually.await().untilAsserted(() -> assertThat(receipts).containsExactlyInAnyOrder(expected));
    }

    private EventGate.Receipt receipt(String id) {
        return new EventGate.Receipt() {
            @Override
            public void answered() {
                receipts.add(id + " answered");
            }

            @Override
            public void unanswered() {
                receipts.add(id + " unanswered");
            }
        };
    }

    private ReceivedEvent published(String id, int bytes) {
        return published(id, "deployment", bytes);
    }

    private ReceivedEvent published(String id, String task, int bytes) {
        return ReceivedEvent.published(event(id, task), bytes, this::publish);
    }

    private static KeptnEvent event(String id, String task) {
        KeptnEvent usual = ExampleEvent.usual();
        return new KeptnEvent(
                id,
                EventType.triggered(task),
                usual.source(),
                usual.time(),
                usual.shkeptncontext(),
                usual.triggeredid(),
                usual.gitcommitid(),
                usual.data());
    }
}
