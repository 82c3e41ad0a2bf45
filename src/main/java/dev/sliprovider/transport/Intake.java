package dev.sliprovider.transport;

import dev.sliprovider.settings.Bounds;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * What every event passes on its way in: bounds on those under way and their bytes, a memory of those that came before (contract
 * §2.7), and a door that closes when the process ends.
 */
@Singleton
final class Intake {

    /** What becomes of an event. */
    enum Admission {
        /** It is worked on; {@link #leave} must follow. */
        ADMITTED,
        /** An event with this id is being answered, or was answered a short time ago. */
        REPEATED,
        /** Too many are under way. */
        FULL,
        /** Those under way have too many bytes. */
        HEAVY,
        /** The process ends. */
        STOPPING
    }

    /** What becomes of an event that a bus has brought. */
    enum Beginning {
        /** It is answered now. */
        ADMITTED,
        /** It is being answered. */
        UNDER_WAY,
        /** It was answered. */
        REPEATED
    }

    /** In memory an event is some times its bytes, and the heap is needed for answers, too. */
    private static final int SHARE_OF_HEAP = 8;

    private static final Logger LOG = Logger.getLogger(Intake.class);

    private final EventsConfig config;
    private final Counter repeated;
    private final RecentIds recent;
    private final Set<String> answering = ConcurrentHashMap.newKeySet();
    private final long mostBytes;
    private int underWay;
    private long bytesUnderWay;
    private boolean stopping;

    @Inject
    Intake(EventsConfig config, MeterRegistry metrics) {
        this(config, metrics, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** @param mostBytes of events under way; the one that reaches it is the last that is let in */
    Intake(EventsConfig config, MeterRegistry metrics, long mostBytes) {
        Bounds.within(1, 1_000_000, "sli-provider.events.max-in-flight", config.maxInFlight());
        Bounds.within(0, 1_000_000, "sli-provider.events.max-waiting", config.maxWaiting());
        Bounds.within(0, 10_000_000, "sli-provider.events.remembered", config.remembered());
        Bounds.positive("sli-provider.events.remembered-for", config.rememberedFor());
        Bounds.notNegative("sli-provider.events.drain", config.drain());
        this.config = config;
        this.mostBytes = mostBytes;
        this.repeated = metrics.counter("sli.events.repeated");
        this.recent = new RecentIds(config.remembered(), config.rememberedFor());
    }

    /**
     * Lets in an event whose answer is a reply: who asks twice is answered twice.
     *
     * @param bytes of the event
     */
    synchronized Admission enter(int bytes) {
        if (stopping) {
            return Admission.STOPPING;
        }
        if (underWay >= config.maxInFlight()) {
            return Admission.FULL;
        }
        if (!hasRoom()) {
            return Admission.HEAVY;
        }
        add(bytes);
        return Admission.ADMITTED;
    }

    /** Lets in an event whose answers are published: it is answered once, however often it comes. */
    synchronized Admission enterOnce(String id, int bytes) {
        Admission admission = enter(bytes);
        if (admission == Admission.ADMITTED && (answering.contains(id) || !recent.add(id))) {
            leave(bytes);
            repeated.increment();
            return Admission.REPEATED;
        }
        if (admission == Admission.ADMITTED) {
            answering.add(id);
        }
        return admission;
    }

    /**
     * An event came over a bus; {@link #leave} must follow. Waits while those under way have too many bytes.
     *
     * @param bytes of the event
     * @throws InterruptedException if the thread is told to end; the event is not under way then
     */
    synchronized void arrived(int bytes) throws InterruptedException {
        while (!hasRoom()) {
            wait();
        }
        add(bytes);
    }

    /** @return whether one more event would be let in as far as the bytes of the others go */
    synchronized boolean hasRoom() {
        return bytesUnderWay < mostBytes;
    }

    private void add(int bytes) {
        underWay++;
        bytesUnderWay += bytes;
    }

    /** Begins to answer an event that has arrived, unless that was begun before: however short the memory is. */
    synchronized Beginning begin(String id) {
        boolean isUnderWay = answering.contains(id);
        if (!isUnderWay && recent.add(id)) {
            answering.add(id);
            return Beginning.ADMITTED;
        }
        repeated.increment();
        return isUnderWay ? Beginning.UNDER_WAY : Beginning.REPEATED;
    }

    /** The last answer of this event is out. */
    void answered(String id) {
        answering.remove(id);
    }

    /** Whether an answer that was meant as a reply may be published instead: if none of this event was before. */
    boolean mayPublish(String id) {
        return recent.add(id);
    }

    /**
     * The answers of an event are out, or are given up.
     *
     * @param bytes the same as when it came
     */
    synchronized void leave(int bytes) {
        underWay--;
        bytesUnderWay -= bytes;
        notifyAll();
    }

    /** The answer of this event was not taken: if the event comes again, it is answered again. */
    void forget(String id) {
        recent.remove(id);
        answering.remove(id);
    }

    synchronized boolean isOpen() {
        return !stopping;
    }

    /** Nothing new is taken any more. */
    synchronized void close() {
        stopping = true;
    }

    /** Holds the end up until what is under way is answered. */
    synchronized void drain() {
        stopping = true;
        long until = System.nanoTime() + config.drain().toNanos();
        if (underWay > 0) {
            LOG.infof(
                    "stopping: %d events are under way, waiting up to %d s",
                    underWay, config.drain().toSeconds());
        }
        try {
            while (underWay > 0 && until - System.nanoTime() > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (underWay > 0) {
            LOG.errorf("stopping without the answers of %d events", underWay);
        }
    }
}
