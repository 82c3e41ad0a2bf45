package dev.sliprovider.settings;

/**
 * The heap that is free for data: what the program itself needs is not counted. Bounds of data are parts of it, so that all
 * of them together fit also into a heap of 32 MB, of which the program on a JVM takes nearly half.
 */
public final class HeapShare {

    /** What the program has on the heap while it does nothing: 11 MB on a JVM, and less as an executable. */
    private static final long PROGRAM = 12L << 20;
    /** Of a heap that is smaller than twice the program, data may have this part. */
    private static final int LEAST = 4;

    private HeapShare() {}

    /** @return bytes that are free for data */
    public static long free() {
        return free(Runtime.getRuntime().maxMemory());
    }

    /** @return bytes: this part of what is free for data, such as an eighth for 8 */
    public static long of(int part) {
        return free() / part;
    }

    static long free(long heap) {
        return Math.max(heap - PROGRAM, heap / LEAST);
    }
}
