package dev.sliprovider.file;

import dev.sliprovider.file.BoundedFile.Patience;
import dev.sliprovider.file.BoundedFile.UnusableException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads what may never end, within bounds of time. A thread of its own does it, because opening a pipe waits for its other
 * end, and neither that nor reading can be interrupted; its thread goes on alone when the time is over.
 */
final class PatientReader {

    private final Patience patience;
    private final long began = System.nanoTime();
    private volatile long lastProgress = began;

    PatientReader(Patience patience) {
        this.patience = patience;
    }

    /** Reads a stream to its end, and closes it if it was opened for that. */
    interface Source {
        byte[] read(Runnable progress) throws IOException;
    }

    /** @throws UnusableException if there are more bytes, or no end in time */
    byte[] read(Source source) throws IOException {
        var done = new CompletableFuture<byte[]>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                done.complete(source.read(() -> lastProgress = System.nanoTime()));
            } catch (IOException | RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return await(done);
    }

    private byte[] await(CompletableFuture<byte[]> done) throws IOException {
        try {
            while (true) {
                try {
                    return done.get(left().toMillis() + 1, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    refuseSilence();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnusableException("was not read to its end");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new UnusableException("cannot be read");
        }
    }

    private Duration left() {
        Duration ofSilence = patience.silence().minusNanos(System.nanoTime() - lastProgress);
        Duration ofWhole = patience.whole().minusNanos(System.nanoTime() - began);
        Duration left = ofSilence.compareTo(ofWhole) < 0 ? ofSilence : ofWhole;
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void refuseSilence() throws UnusableException {
        long now = System.nanoTime();
        if (now - began >= patience.whole().toNanos()) {
            throw new UnusableException("has not come to its end within " + words(patience.whole()));
        }
        if (now - lastProgress >= patience.silence().toNanos()) {
            throw new UnusableException(
                    "has sent nothing for " + words(patience.silence()) + "; was its end forgotten?");
        }
    }

    private static String words(Duration time) {
        return time.toSeconds() >= 600 ? time.toMinutes() + " min" : Math.max(1, time.toSeconds()) + " s";
    }
}
