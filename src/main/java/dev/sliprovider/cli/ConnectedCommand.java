package dev.sliprovider.cli;

import jakarta.enterprise.context.Dependent;
import java.util.function.IntSupplier;

/** The work of a command that needs connections to a server, and nothing else of Quarkus. */
@Dependent
final class ConnectedCommand implements BootedCommand<IntSupplier> {

    @Override
    public int run(IntSupplier work) {
        try {
            return work.getAsInt();
        } finally {
            HttpLogs.mute();
        }
    }
}
