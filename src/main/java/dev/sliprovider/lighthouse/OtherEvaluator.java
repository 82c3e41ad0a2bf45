package dev.sliprovider.lighthouse;

import dev.sliprovider.controlplane.RegisteredIntegration;
import dev.sliprovider.controlplane.RegisteredIntegrations;
import dev.sliprovider.task.TaskException;
import dev.sliprovider.waiting.Timeouts;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Watches whether a lighthouse-service is registered with Keptn. Two evaluators would both answer: Keptn would close the
 * task at the first answer, and both would count as earlier results. So nothing is answered until it is known that no
 * other evaluator runs, and nothing while one does.
 */
@Singleton
final class OtherEvaluator {

    private static final Logger LOG = Logger.getLogger(OtherEvaluator.class);

    private static final String NOT_YET = "Keptn's list of integrations was not read yet";
    private static final String INSTEAD =
            "; stop it, for example with kubectl scale deployment lighthouse-service --replicas=0, or set "
                    + LighthouseConfig.PREFIX + ".enabled to false";

    private final RegisteredIntegrations integrations;
    private final Duration interval;
    private final Sightings sightings = new Sightings();
    private final CompletableFuture<Void> decided = new CompletableFuture<>();
    private volatile State state = new State.Undecided(NOT_YET);
    private volatile boolean isStopped;

    /** What is known. */
    private sealed interface State {

        /** @param why nothing is known, as a sentence */
        record Undecided(String why) implements State {}

        /** @param why another evaluator answers, and what to do, as a sentence */
        record Present(String why) implements State {}

        /** @param leftOver registrations that are left over */
        record Absent(List<RegisteredIntegration> leftOver) implements State {}
    }

    OtherEvaluator(RegisteredIntegrations integrations, LighthouseConfig config) {
        this.integrations = integrations;
        this.interval = config.checkInterval();
    }

    @PostConstruct
    void start() {
        if (integrations.isAllowed()) {
            schedule(Duration.ofMillis(1));
        } else {
            LOG.warn(
                    "the control plane must not be asked (sli-provider.control-plane.disable-registration), so it is not"
                            + " checked whether a lighthouse-service runs; make sure that none does, or both answer evaluations");
            become(new State.Absent(List.of()));
        }
    }

    @PreDestroy
    void stop() {
        isStopped = true;
    }

    /**
     * @param longest wait for the decision
     * @return whether no other evaluator runs; fails with {@link TaskException} if that is not known in time
     */
    Uni<Boolean> isAbsent(Duration longest) {
        return Uni.createFrom()
                .<Void>emitter(emitter -> decided.thenRun(() -> emitter.complete(null)))
                .ifNoItem()
                .after(longest)
                .on(Timeouts.clock())
                .failWith(() -> new TaskException("it is not known whether a lighthouse-service answers evaluations: "
                        + trouble().orElse(NOT_YET)))
                .map(known -> state instanceof State.Absent);
    }

    /** @return why evaluations are not answered, as a sentence; empty if they are */
    Optional<String> trouble() {
        return switch (state) {
            case State.Undecided undecided -> Optional.of(undecided.why());
            case State.Present present -> Optional.of(present.why());
            case State.Absent absent -> Optional.empty();
        };
    }

    private void schedule(Duration pause) {
        if (!isStopped) {
            Infrastructure.getDefaultWorkerPool().schedule(this::look, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        Uni.createFrom()
                .deferred(integrations::all)
                .onItemOrFailure()
                .<State>transform((all, failure) -> failure == null ? seen(all) : unread(failure))
                .subscribe()
                .with(this::next, bug -> {
                    LOG.error("bug: the list of integrations was not understood", bug);
                    schedule(interval);
                });
    }

    private void next(State now) {
        become(now);
        schedule(interval);
    }

    private State seen(List<RegisteredIntegration> all) {
        return switch (sightings.look(all)) {
            case Sightings.Outcome.Alive(RegisteredIntegration running) ->
                new State.Present(running + " answers evaluations, so this program answers none" + INSTEAD);
            case Sightings.Outcome.Unknown(RegisteredIntegration registered) ->
                new State.Undecided(registered + " is registered; if it does not ping Keptn within "
                        + interval.multipliedBy(Sightings.PATIENCE).toSeconds()
                        + " s, this program answers evaluations. If it is gone, delete its registration: "
                        + integrations.howToDelete(registered));
            case Sightings.Outcome.Gone(List<RegisteredIntegration> leftOver) -> new State.Absent(leftOver);
        };
    }

    /** What was known stays true for the time being. */
    private State unread(Throwable failure) {
        return state instanceof State.Undecided
                ? new State.Undecided("evaluations are not answered until Keptn's list of integrations can be read: "
                        + failure.getMessage())
                : state;
    }

    /** Only changes are logged, because the list is read again and again. */
    private void become(State now) {
        State before = state;
        state = now;
        switch (now) {
            case State.Undecided undecided -> {
                if (!now.equals(before)) {
                    LOG.warn(undecided.why());
                }
            }
            case State.Present present -> {
                if (!(before instanceof State.Present)) {
                    LOG.error(present.why());
                }
                decided.complete(null);
            }
            case State.Absent(List<RegisteredIntegration> leftOver) -> {
                if (!(before instanceof State.Absent)) {
                    leftOver.forEach(each -> LOG.warnf(
                            "%s does not ping Keptn, so it counts as gone; delete its registration: %s",
                            each, integrations.howToDelete(each)));
                    LOG.info("evaluations are answered: no lighthouse-service runs");
                }
                decided.complete(null);
            }
        }
    }
}
