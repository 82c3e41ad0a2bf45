package dev.sliprovider.cli;

import dev.sliprovider.gate.GateException;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletionException;

/** Waits for what an evaluation needs, on the thread of a command. */
final class Awaited {

    private Awaited() {}

    /**
     * @return the item
     * @throws GateException if that is how it fails
     */
    static <T> T of(Uni<T> item) throws GateException {
        try {
            return item.await().indefinitely();
        } catch (CompletionException e) {
            if (e.getCause() instanceof GateException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
