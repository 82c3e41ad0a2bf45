package dev.sliprovider.settings;

/**
 * The heap that is free for data, without the part that the program itself needs. Bounds of data are shares of it, so that
 * all of them together fit even into a heap of 32 MB, of which the program on a JVM needs nearly half.
 */
public final class HeapShare {

    /** The heap of an idle program: 11 MB on a JVM, less as an executable. */
    private static final long PROGRAM = 12L << 20;
    /** Data may have at least this share, even of a heap that is hardly larger than the program. */
    private static final int LEAST = 4;

    private HeapShare() {}

    /** @return bytes that are free for data */
    public static long free() {
        return free(Runtime.getRuntime().maxMemory());
    }

    /** @return this share of the bytes that are free for data, such as an eighth for 8 */
    public static long of(int part) {
        return free() / part;
    }

    static long free(long heap) {
        return Math.max(heap - PROGRAM, heap / LEAST);
    }
}
