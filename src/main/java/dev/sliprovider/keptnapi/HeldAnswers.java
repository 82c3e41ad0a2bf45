package dev.sliprovider.keptnapi;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** What has come of answers that are not whole yet, from all of Keptn's services together, so that the heap holds it. */
final class HeldAnswers {

    /** Together with the text that is made of an answer, and what is read from that, it is three times as much. */
    private static final int SHARE_OF_HEAP = 8;

    private final long most;
    private final AtomicLong held = new AtomicLong();

    /** No more is held; who asks again later may have room. */
    static final class Crowded extends IOException {
        private Crowded(long most) {
            super("answers that came at the same time have more than " + most + " bytes together");
        }
    }

    /** @param most bytes of all of them */
    HeldAnswers(long most) {
        this.most = most;
    }

    /** @return for an eighth of the heap */
    static HeldAnswers ofHeap() {
        return new HeldAnswers(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** @return whether so many more bytes may be held; {@link #give} must follow then */
    boolean take(long bytes) {
        if (held.addAndGet(bytes) <= most) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    /** They are not held any more. */
    void give(long bytes) {
        held.addAndGet(-bytes);
    }

    /** @return why there was no room */
    Crowded crowded() {
        return new Crowded(most);
    }
}
