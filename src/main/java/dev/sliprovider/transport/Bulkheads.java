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
 * Bounds on the events that are worked on or wait for it: for each work their number, for all together their bytes. Events
 * pass no more when the process ends, and the end waits for those that did.
 */
@Singleton
final class Bulkheads {

    private static final Logger LOG = Logger.getLogger(Bulkheads.class);
    /** Part of the free heap; in memory an event is several times its bytes, and answers need the heap, too. */
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
     * @param mostBytes of all events; the one that reaches it is the last that is let in. Half of it for those of a bus: what
     *     waits here is decoded, and takes less memory on the bus
     */
    Bulkheads(EventsConfig config, WorkRegistry works, long mostBytes) {
        this.config = config;
        this.works = works;
        this.mostBytes = mostBytes;
        this.mostBytesOfBus = Math.max(1, mostBytes / 2);
    }

    /** @return all work that an event is for; work that fails when it is asked is among it, to fail for this event */
    List<Wanted> of(KeptnEvent event) {
        return hearing(event.type())
                .flatMap(bulkhead -> Wanted.ask(bulkhead, event).stream())
                .toList();
    }

    /** @return this one work, see {@link #of(KeptnEvent)}; nothing if the event is not for it */
    List<Wanted> of(KeptnEvent event, String work) {
        return hearing(event.type())
                .filter(bulkhead -> bulkhead.name().equals(work))
                .flatMap(bulkhead -> Wanted.ask(bulkhead, event).stream())
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

    /** @return the name of the task that has made an answer */
    String workOf(KeptnEvent answer) {
        EventType triggered = EventType.triggered(answer.type().task());
        return hearing(triggered)
                .map(Bulkhead::work)
                .filter(work -> work instanceof Task task && task.source().equals(answer.source()))
                .map(Work::name)
                .findFirst()
                .orElse("");
    }

    /** @return why the event is refused; nothing if it has taken a place of each work, and {@link #leave} must follow */
    synchronized Optional<String> tryEnter(List<Wanted> wanted, int size) {
        if (closed) {
            return Optional.of("this process is ending");
        }
        Optional<Bulkhead> full = wanted.stream()
                .map(Wanted::bulkhead)
                .filter(bulkhead -> bulkhead.places() == 0)
                .findFirst();
        if (full.isPresent()) {
            return full.map(Bulkhead::refusal);
        }
        if (bytes >= mostBytes) {
            return Optional.of("events in progress use an eighth of the free heap");
        }
        add(wanted, size);
        return Optional.empty();
    }

    /**
     * Like {@link #tryEnter}, but waits for room, and lets in an event although the process ends: the bus has given it away.
     *
     * @throws InterruptedException if the thread is told to end; the event has no place then
     */
    synchronized void enter(List<Wanted> wanted, int size) throws InterruptedException {
        while (wanted.stream().anyMatch(work -> room(work.bulkhead()) <= 0)) {
            wait();
        }
        add(wanted, size);
    }

    private void add(List<Wanted> wanted, int size) {
        events++;
        bytes += size;
        wanted.forEach(work -> work.bulkhead().take());
    }

    /** Gives back the place of a work for which the event is a duplicate. */
    synchronized void giveBack(Bulkhead bulkhead) {
        bulkhead.giveBack();
        notifyAll();
    }

    /**
     * Starts a run that has a place, now or when another one has ended.
     *
     * @param run calls {@link #end} when it has ended, also if it cannot be started
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

    /** One thread at a time, and not within itself: a run may end while it is being started, and so may all that wait. */
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

    /** @return how many events of a type could be taken without waiting; listeners count only where there is no task */
    synchronized int room(EventType type) {
        return hearing(type)
                .filter(bulkhead -> !isSecondary(bulkhead, type))
                .mapToInt(this::room)
                .min()
                .orElse(0);
    }

    /** The memory is shared, but work that does nothing may always take one event: no other work can hold it up. */
    private int room(Bulkhead bulkhead) {
        if (bytes < mostBytesOfBus) {
            return bulkhead.room();
        }
        return bulkhead.isIdle() ? 1 : 0;
    }

    /** @return whether this is for listeners without room, for which no task of the same type is to be held up */
    synchronized boolean isPostponed(EventType type, List<Wanted> wanted) {
        return wanted.stream()
                .map(Wanted::bulkhead)
                .anyMatch(bulkhead -> isSecondary(bulkhead, type) && room(bulkhead) <= 0);
    }

    private boolean isSecondary(Bulkhead bulkhead, EventType type) {
        return bulkhead.work() instanceof Listener && hearing(type).anyMatch(other -> other.work() instanceof Task);
    }

    /** @return how many events of a work could be worked on at once, besides those that are; 0 for an unknown name */
    synchronized int places(String work) {
        return all().stream()
                .filter(bulkhead -> bulkhead.work().name().equals(work))
                .mapToInt(Bulkhead::places)
                .sum();
    }

    synchronized boolean isOpen() {
        return !closed;
    }

    /** The process ends: {@link #tryEnter} refuses everything. */
    synchronized void close() {
        closed = true;
    }

    /**
     * Waits until all events have left, as long as {@code sli-provider.events.drain} allows.
     *
     * @return how many have not
     */
    synchronized int drain() {
        closed = true;
        long until = System.nanoTime() + config.drain().toNanos();
        if (events > 0) {
            LOG.infof(
                    "stopping: %d events are under way, waiting up to %d s",
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
