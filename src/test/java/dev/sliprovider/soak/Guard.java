package dev.sliprovider.soak;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Interrupts who goes on as if all were there when a process is gone. */
final class Guard {

    private static final long LOOK_MILLIS = 200;

    private final Thread thread;
    private volatile List<String> gone = List.of();

    /**
     * @param look says who is gone
     * @param interrupted who is interrupted then
     */
    Guard(Supplier<List<String>> look, Thread interrupted) {
        thread = Thread.ofPlatform().daemon().name("soak-guard").start(() -> guard(look, interrupted));
    }

    private void guard(Supplier<List<String>> look, Thread interrupted) {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                gone = gone.isEmpty() ? look.get() : gone;
                if (!gone.isEmpty()) {
                    // Again and again, since not all that it calls hands an interruption on.
                    interrupted.interrupt();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Interrupts nobody any more, nor is anybody left interrupted. */
    void stop() {
        thread.interrupt();
        boolean waiting = true;
        while (waiting) {
            try {
                thread.join();
                waiting = false;
            } catch (InterruptedException e) {
                // It is what the guard did.
            }
        }
        Thread.interrupted();
    }

    /** @return who was gone; nobody if all are there */
    List<String> gone() {
        return gone;
    }
}
