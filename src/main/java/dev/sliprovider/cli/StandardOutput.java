package dev.sliprovider.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;

/** Whether a result could be written. */
final class StandardOutput {

    private StandardOutput() {}

    /**
     * @param out writes to standard output
     * @return whether it failed, for another cause than a reader that has read enough, such as {@code head}
     */
    static boolean isBroken(PrintStream out) {
        return out.checkError() && !hasReaderLeft();
    }

    /** A PrintStream drops the cause, and another attempt to write has the same one. */
    private static boolean hasReaderLeft() {
        try {
            // Not closed, because that would close standard output.
            new FileOutputStream(FileDescriptor.out).write('\n');
            return false;
        } catch (IOException e) {
            return String.valueOf(e.getMessage()).contains("Broken pipe");
        }
    }
}
