package dev.sliprovider.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.ExampleEvent;
import dev.sliprovider.keptn.InvalidEventException;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.keptn.Result;
import dev.sliprovider.keptn.Status;
import dev.sliprovider.keptn.TaskResult;
import dev.sliprovider.waiting.Deadline;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TaskRunnerTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final KeptnEvent EVENT = ExampleEvent.usual();

    private final AtomicInteger interrupted = new AtomicInteger();
    private final ExecutorService workers = Executors.newSingleThreadExecutor();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<KeptnEvent> sent = new CopyOnWriteArrayList<>();
    private final TaskRunner runner = Runner.of(WorkRegistry.of(), metrics, Duration.ofMillis(50));

    @BeforeEach
    void one_worker_for_everything() {
        Infrastructure.setDefaultExecutor(workers, false);
    }

    @AfterEach
    void release() {
        workers.shutdown();
        Infrastructure.setDefaultExecutor();
    }

    static Stream<Arguments> outcomes() {
        return Stream.of(
                outcome("a result is sent as it is", () -> done("well"), "succeeded", "well"),
                outcome(
                        "a known failure is said in its words",
                        () -> failed(new TaskException("no such thing")),
                        "errored",
                        "no such thing"),
                outcome(
                        "so is an event that cannot be used",
                        () -> failed(new InvalidEventException("data", "data is odd")),
                        "errored",
                        "data is odd"),
                outcome(
                        "what is thrown counts as what fails",
                        () -> {
                            throw new TaskException("at once");
                        },
                        "errored",
                        "at once"),
                outcome(
                        "a bug is answered",
                        () -> failed(new IllegalStateException("of all things")),
                        "errored",
                        "internal error in errand; see its log for event " + EVENT.id()),
                outcome(
                        "no result is a bug",
                        () -> Uni.createFrom().nullItem(),
                        "errored",
                        "internal error in errand; see its log for event " + EVENT.id()),
                outcome(
                        "no Uni is a bug",
                        () -> null,
                        "errored",
                        "internal error in errand; see its log for event " + EVENT.id()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outcomes")
    void every_end_of_a_task_is_one_started_and_one_finished(
            String rule, Supplier<Uni<TaskResult>> work, String status, String message) {
        run(task(work), LONG);
        assertAnswered(status, message);
    }

    @Test
    void progress_is_sent_until_the_work_has_ended() {
        var late = new AtomicReference<Consumer<String>>();
        Errand task = new Errand(() -> done("well")) {
            @Override
            public Uni<TaskResult> run(KeptnEvent event, Deadline left, Consumer<String> progress) {
                late.set(progress);
                progress.accept("half of it");
                return run(event, left);
            }
        };
        run(task, LONG);
        late.get().accept("too late");

        assertThat(sent)
                .extracting(answer -> answer.type().phase() + " "
                        + answer.data().path("message").asText())
                .containsExactly("started ", "status.changed half of it", "finished well");
        assertThat(sent.get(1).triggeredid()).contains(EVENT.id());
    }

    @Test
    void work_that_does_not_end_is_answered_at_its_deadline() {
        run(task(() -> Uni.createFrom().nothing()), Duration.ofMillis(100));
        assertAnswered("errored", "the task did not finish before the deadline of the event");
        assertThat(metrics.counter("sli.deadline.hits", "task", "errand").count())
                .isEqualTo(1);
    }

    @Test
    void work_that_blocks_holds_up_nothing_and_is_interrupted_at_its_deadline() {
        int events = 300;
        List<Uni<Void>> runs = IntStream.range(0, events)
                .mapToObj(i -> Uni.createFrom()
                        .deferred(() -> runner.run(
                                task(
                                        i % 2 == 0
                                                ? this::blocked
                                                : () -> Uni.createFrom().item(this::blocks)),
                                EVENT,
                                Deadline.in(Duration.ofMillis(500)),
                                this::send)))
                .toList();
        Uni.join().all(runs).andCollectFailures().await().atMost(LONG);

        assertThat(sent).hasSize(2 * events);
        assertThat(sent.stream().filter(answer -> answer.type().isFinished()))
                .hasSize(events)
                .allSatisfy(answer -> assertThat(answer.data().path("message").asText())
                        .isEqualTo("the task did not finish before the deadline of the event"));
        Awaitility.await().atMost(LONG).until(() -> interrupted.get() == events);
    }

    @Test
    void work_that_blocks_does_not_hold_up_the_end_of_the_process() {
        List<Uni<Void>> runs = Stream.generate(
                        () -> runner.run(task(this::blocked), EVENT, Deadline.in(LONG), this::send))
                .limit(300)
                .toList();
        runner.stop();
        Uni.join().all(runs).andCollectFailures().await().atMost(LONG.dividedBy(2));

        assertThat(sent.stream().filter(answer -> answer.type().isFinished())).hasSize(300);
    }

    private Uni<TaskResult> blocked() {
        return Uni.createFrom().item(blocks());
    }

    private TaskResult blocks() {
        try {
            // Work that blocks its thread beyond the deadline.
            Thread.sleep(LONG.multipliedBy(2).toMillis());
        } catch (InterruptedException e) {
            interrupted.incrementAndGet();
        }
        return TaskResult.errored("too late");
    }

    @Test
    void work_that_is_under_way_when_the_process_ends_is_answered_after_the_grace_period() {
        runner.stop();
        run(task(() -> Uni.createFrom().nothing()), LONG);
        assertAnswered("errored", "the process is shutting down; trigger the task again");
    }

    @Test
    void work_that_ends_within_the_grace_period_keeps_its_result() {
        runner.stop();
        run(task(() -> done("well")), LONG);
        assertAnswered("succeeded", "well");
    }

    @Test
    void a_result_for_errors_that_fails_itself_is_replaced() {
        run(
                new Errand(() -> failed(new TaskException("why"))) {
                    @Override
                    public TaskResult errored(KeptnEvent event, String why) {
                        throw new IllegalStateException("of all things");
                    }
                },
                LONG);
        assertThat(sent).hasSize(2);
        assertThat(sent.getLast().data().path("status").asText()).isEqualTo("errored");
    }

    @Test
    void data_that_cannot_be_written_is_answered_as_an_error() {
        run(
                task(() -> Uni.createFrom()
                        .item(new TaskResult(
                                Status.SUCCEEDED,
                                Result.PASS,
                                "",
                                room -> {
                                    throw new IllegalStateException("of all things");
                                },
                                ""))),
                LONG);
        assertThat(sent.getLast().data().path("status").asText()).isEqualTo("errored");
    }

    @Test
    void finished_is_sent_although_started_was_not_taken() {
        runner.run(task(() -> done("well")), EVENT, Deadline.in(LONG), answer -> {
                    sent.add(answer);
                    return answer.type().isStarted()
                            ? Uni.createFrom().failure(new IllegalStateException("away"))
                            : Uni.createFrom().voidItem();
                })
                .await()
                .atMost(LONG);
        assertAnswered("succeeded", "well");
    }

    @Test
    void finished_is_sent_although_sending_started_does_not_end() {
        runner.run(task(() -> done("well")), EVENT, Deadline.in(Duration.ofMillis(100)), answer -> {
                    sent.add(answer);
                    return answer.type().isStarted()
                            ? Uni.createFrom().nothing()
                            : Uni.createFrom().voidItem();
                })
                .await()
                .atMost(LONG);
        assertAnswered("succeeded", "well");
    }

    @Test
    void a_finished_event_that_is_not_taken_fails_the_run_and_is_not_replaced_by_another_one() {
        Uni<Void> run = runner.run(task(() -> done("well")), EVENT, Deadline.in(LONG), answer -> {
            sent.add(answer);
            return answer.type().isFinished()
                    ? Uni.createFrom().failure(new IllegalStateException("away"))
                    : Uni.createFrom().voidItem();
        });
        assertThatThrownBy(() -> run.await().atMost(LONG)).hasMessage("away");
        assertAnswered("succeeded", "well");
    }

    @Test
    void answers_and_their_time_are_counted_for_each_task() {
        run(task(() -> done("well")), LONG);
        assertThat(metrics.timer("sli.events", "task", "errand", "outcome", "succeeded_pass")
                        .count())
                .isEqualTo(1);
        assertThat(metrics.get("sli.events.in.flight")
                        .tag("task", "errand")
                        .gauge()
                        .value())
                .isZero();
    }

    static Stream<Arguments> hearings() {
        return Stream.of(
                Arguments.of(
                        "heard", (Supplier<Uni<Void>>) () -> Uni.createFrom().voidItem()),
                Arguments.of("failed", (Supplier<Uni<Void>>) () -> failed(new TaskException("nobody home"))),
                Arguments.of(
                        "failed", (Supplier<Uni<Void>>) () -> Uni.createFrom().nothing()));
    }

    @ParameterizedTest
    @MethodSource("hearings")
    void a_listener_sends_nothing_and_fails_if_the_event_should_be_delivered_again(
            String outcome, Supplier<Uni<Void>> work) {
        boolean hasFailed = runner.run(new Ear(work), EVENT, Deadline.in(Duration.ofMillis(100)), this::send)
                .onItemOrFailure()
                .transform((heard, failure) -> failure != null)
                .await()
                .atMost(LONG);
        assertThat(hasFailed).isEqualTo(outcome.equals("failed"));
        assertThat(sent).isEmpty();
        assertThat(metrics.timer("sli.events", "task", "ear", "outcome", outcome)
                        .count())
                .isEqualTo(1);
    }

    private void assertAnswered(String status, String message) {
        assertThat(sent)
                .extracting(KeptnEvent::type)
                .containsExactly(EVENT.type().started(), EVENT.type().finished());
        assertThat(sent).allSatisfy(answer -> assertThat(answer.source()).hasToString("errand"));
        assertThat(sent.getLast().data().path("status").asText()).isEqualTo(status);
        assertThat(sent.getLast().data().path("message").asText()).isEqualTo(message);
    }

    private void run(Task task, Duration deadline) {
        runner.run(task, EVENT, Deadline.in(deadline), this::send).await().atMost(LONG);
    }

    private Uni<Void> send(KeptnEvent answer) {
        return Uni.createFrom().voidItem().invoke(() -> sent.add(answer));
    }

    private static Arguments outcome(String rule, Supplier<Uni<TaskResult>> work, String status, String message) {
        return Arguments.of(rule, work, status, message);
    }

    private static Uni<TaskResult> done(String message) {
        return Uni.createFrom().item(TaskResult.succeeded(Result.PASS, message, JsonNodeFactory.instance.objectNode()));
    }

    private static <T> Uni<T> failed(Throwable failure) {
        return Uni.createFrom().failure(failure);
    }

    private static Task task(Supplier<Uni<TaskResult>> work) {
        return new Errand(work);
    }

    private static class Errand implements Task {
        private final Supplier<Uni<TaskResult>> work;

        Errand(Supplier<Uni<TaskResult>> work) {
            this.work = work;
        }

        @Override
        public String name() {
            return "errand";
        }

        @Override
        public Set<EventType> hears() {
            return Set.of(EVENT.type());
        }

        @Override
        public Uni<TaskResult> run(KeptnEvent event, Deadline left) {
            return work.get();
        }
    }

    private record Ear(Supplier<Uni<Void>> work) implements Listener {
        @Override
        public String name() {
            return "ear";
        }

        @Override
        public Set<EventType> hears() {
            return Set.of(EVENT.type());
        }

        @Override
        public Uni<Void> hear(KeptnEvent event, Deadline left) {
            return work.get();
        }
    }
}
