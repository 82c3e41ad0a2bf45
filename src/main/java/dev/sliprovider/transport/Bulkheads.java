package dev.sliprovider.transport;

import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.settings.HeapShare;
import dev.sliprovider.task.Listener;
import dev.sliprovider.task.Task;
import dev.sliprovider.task.Work;
import dev.sliprovider.task.WorkRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Bounds the events that are handled or wait: their number for each task or listener, their bytes for all together. At the
 * shutdown it refuses new events and waits for the accepted ones.
 */
@Singleton
final class Bulkheads {

    private static final Logger LOG = Logger.getLogger(Bulkheads.class);
    /** Events may use this part of the free heap. An event in memory is several times its bytes, and answers need memory. */
    private static final int SHARE_OF_HEAP = 8;

    private final EventsConfig config;
    private final WorkRegistry works;
    private final long mostBytes;
    private final long mostBytesOfBus;
    private List<Bulkhead> all;
    private int events;
    private long bytes;
    private boolean closed;

    @Inject
    Bulkheads(EventsConfig config, WorkRegistry works) {
        this(config, works, HeapShare.of(SHARE_OF_HEAP));
    }

    /**
     * @param mostBytes limit for all events; the event that reaches it is the last one accepted. Events from a bus may use
     *     half of it, because a waiting event needs less memory on the bus than decoded in this process
     */
    Bulkheads(EventsConfig config, WorkRegistry works, long mostBytes) {
        this.config = config;
        this.works = works;
        this.mostBytes = mostBytes;
        this.mostBytesOfBus = Math.max(1, mostBytes / 2);
    }

    /** @return all tasks and listeners that handle the event, and those whose {@link Work#isFor} failed */
    List<Recipient> of(KeptnEvent event) {
        return hearing(event.type())
                .flatMap(bulkhead -> Recipient.ask(bulkhead, event).stream())
                .toList();
    }

    /** @return the task or listener of this name if it handles the event, see {@link #of(KeptnEvent)} */
    List<Recipient> of(KeptnEvent event, String work) {
        return hearing(event.type())
                .filter(bulkhead -> bulkhead.name().equals(work))
                .flatMap(bulkhead -> Recipient.ask(bulkhead, event).stream())
                .toList();
    }

    private Stream<Bulkhead> hearing(EventType type) {
        return all().stream().filter(bulkhead -> bulkhead.hears(type));
    }

    private synchronized List<Bulkhead> all() {
        if (all == null) {
            all = works.all().stream().map(this::bulkhead).toList();
        }
        return all;
    }

    private Bulkhead bulkhead(Work work) {
        return new Bulkhead(
                work,
                work.deadline().orElse(config.deadline()),
                work.maxInFlight().orElse(config.maxInFlight()),
                config.maxWaiting());
    }

    /** @return the name of the task that produced an answer */
    String workOf(KeptnEvent answer) {
        EventType triggered = EventType.triggered(answer.type().task());
        return hearing(triggered)
                .map(Bulkhead::work)
                .filter(work -> work instanceof Task task && task.source().equals(answer.source()))
                .map(Work::name)
                .findFirst()
                .orElse("");
    }

    /** @return the cause for a refusal; empty if the event has a place in each bulkhead, and {@link #leave} must follow */
    synchronized Optional<String> tryEnter(List<Recipient> recipients, int size) {
        if (closed) {
            return Optional.of("this process is ending");
        }
        Optional<Bulkhead> full = recipients.stream()
                .map(Recipient::bulkhead)
                .filter(bulkhead -> bulkhead.places() == 0)
                .findFirst();
        if (full.isPresent()) {
            return full.map(Bulkhead::refusal);
        }
        if (bytes >= mostBytes) {
            return Optional.of("events in progress use an eighth of the free heap");
        }
        add(recipients, size);
        return Optional.empty();
    }

    /**
     * Like {@link #tryEnter}, but waits for room. It also accepts an event during the shutdown, because the bus does not
     * keep an event that it has delivered.
     *
     * @throws InterruptedException if the thread is interrupted; then the event has no place
     */
    synchronized void enter(List<Recipient> recipients, int size) throws InterruptedException {
        while (recipients.stream().anyMatch(recipient -> room(recipient.bulkhead()) <= 0)) {
            wait();
        }
        add(recipients, size);
    }

    private void add(List<Recipient> recipients, int size) {
        events++;
        bytes += size;
        recipients.forEach(recipient -> recipient.bulkhead().take());
    }

    /** Returns the place of an event that turned out to be a duplicate for this bulkhead. */
    synchronized void giveBack(Bulkhead bulkhead) {
        bulkhead.giveBack();
        notifyAll();
    }

    /**
     * Starts a run that has a place, now or after other runs have ended.
     *
     * @param run calls {@link #end} when it has ended, and also if it cannot start
     */
    void start(Bulkhead bulkhead, Runnable run) {
        synchronized (this) {
            bulkhead.add(run);
        }
        startNext(bulkhead);
    }

    /** A run has ended; the next one starts. */
    void end(Bulkhead bulkhead) {
        synchronized (this) {
            bulkhead.end();
            notifyAll();
        }
        startNext(bulkhead);
    }

    /** Only one thread starts runs, in a loop: a run may end while it is being started, and recursion would be deep. */
    private void startNext(Bulkhead bulkhead) {
        if (!beginsStarting(bulkhead)) {
            return;
        }
        for (Optional<Runnable> run = next(bulkhead); run.isPresent(); run = next(bulkhead)) {
            Uni.createFrom()
                    .voidItem()
                    .invoke(run.get())
                    .subscribe()
                    .with(
                            started -> {},
                            failure -> LOG.errorf(failure, "bug: a run of %s did not start", bulkhead.name()));
        }
    }

    private synchronized boolean beginsStarting(Bulkhead bulkhead) {
        return bulkhead.beginsStarting();
    }

    private synchronized Optional<Runnable> next(Bulkhead bulkhead) {
        return bulkhead.next();
    }

    /** All work on an event has ended. */
    synchronized void leave(int size) {
        events--;
        bytes -= size;
        notifyAll();
    }

    /** @return how many events of a type can be accepted without waiting; listeners count only if no task hears the type */
    synchronized int room(EventType type) {
        return hearing(type)
                .filter(bulkhead -> !isSecondary(bulkhead, type))
                .mapToInt(this::room)
                .min()
                .orElse(0);
    }

    /** All work shares the memory, but idle work may always accept one event, so that other work cannot block it. */
    private int room(Bulkhead bulkhead) {
        if (bytes < mostBytesOfBus) {
            return bulkhead.room();
        }
        return bulkhead.isIdle() ? 1 : 0;
    }

    /** @return whether listeners have no room; the tasks of the same type must not wait for them */
    synchronized boolean isPostponed(EventType type, List<Recipient> recipients) {
        return recipients.stream()
                .map(Recipient::bulkhead)
                .anyMatch(bulkhead -> isSecondary(bulkhead, type) && room(bulkhead) <= 0);
    }

    private boolean isSecondary(Bulkhead bulkhead, EventType type) {
        return bulkhead.work() instanceof Listener && hearing(type).anyMatch(other -> other.work() instanceof Task);
    }

    /** @return how many more events a task or listener can handle now; 0 for an unknown name */
    synchronized int places(String work) {
        return all().stream()
                .filter(bulkhead -> bulkhead.work().name().equals(work))
                .mapToInt(Bulkhead::places)
                .sum();
    }

    synchronized boolean isOpen() {
        return !closed;
    }

    /** The process shuts down: {@link #tryEnter} refuses all events. */
    synchronized void close() {
        closed = true;
    }

    /**
     * Waits until all events have ended, at most for {@code sli-provider.events.drain}.
     *
     * @return how many events have not ended
     */
    synchronized int drain() {
        closed = true;
        long until = System.nanoTime() + config.drain().toNanos();
        if (events > 0) {
            LOG.infof(
                    "stopping: %d events are in progress, waiting up to %d s",
                    events, config.drain().toSeconds());
        }
        try {
            while (events > 0 && until - System.nanoTime() > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return events;
    }
}
