package dev.sliprovider.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.util.concurrent.atomic.AtomicInteger;

/** Boots Quarkus for the commands that need it. */
final class Boot {

    private Boot() {}

    /** @return what the application returned, or {@link Cli#USAGE} if Quarkus did not come up and said why */
    static int run(Class<? extends QuarkusApplication> application) {
        var exitCode = new AtomicInteger(Cli.USAGE);
        Quarkus.run(application, (code, failure) -> exitCode.set(failure == null ? code : Cli.USAGE));
        return exitCode.get();
    }
}
