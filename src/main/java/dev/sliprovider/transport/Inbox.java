package dev.sliprovider.transport;

import dev.sliprovider.waiting.Deadline;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/** Events that came in and are not answered yet: those under way, and a bounded number of those that wait. */
@Singleton
public final class Inbox {

    /** Told once what became of an event. */
    public interface Receipt {

        /** It is answered, or needs no answer. */
        void answered();

        /** It is not answered, or not by this delivery; it may come again. */
        void unanswered();
    }

    private final EventsConfig config;
    private final Instance<Intake> intake;
    private final Semaphore room;
    private final UnicastProcessor<Message<byte[]>> messages = UnicastProcessor.create();

    Inbox(EventsConfig config, Instance<Intake> intake) {
        this.config = config;
        this.intake = intake;
        this.room = new Semaphore(config.maxInFlight() + config.maxWaiting());
    }

    /**
     * Takes an event; its time runs from now on. Waits while there is no room, so call it from a thread that may wait.
     *
     * @param event structured JSON
     * @throws InterruptedException if the thread is told to end; the event is not taken then
     */
    public void put(byte[] event, Receipt receipt) throws InterruptedException {
        room.acquire();
        try {
            intake.get().arrived(event.length);
        } catch (InterruptedException e) {
            room.release();
            throw e;
        }
        var open = new AtomicBoolean(true);
        Message<byte[]> message = Message.of(
                event,
                Metadata.of(Deadline.in(config.deadline())),
                () -> close(open, event.length, receipt::answered),
                failure -> close(open, event.length, receipt::unanswered));
        synchronized (messages) {
            messages.onNext(message);
        }
    }

    /** @return how many more events can be taken at once without waiting */
    public int room() {
        return intake.get().hasRoom() ? room.availablePermits() : 0;
    }

    /** @return the events in the order of their coming, to be read once; each is to be acknowledged */
    Multi<Message<byte[]>> messages() {
        return messages;
    }

    private CompletionStage<Void> close(AtomicBoolean open, int bytes, Runnable tell) {
        if (open.getAndSet(false)) {
            try {
                tell.run();
            } finally {
                room.release();
                intake.get().leave(bytes);
            }
        }
        return CompletableFuture.completedFuture(null);
    }
}
