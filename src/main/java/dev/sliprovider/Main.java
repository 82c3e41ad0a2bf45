package dev.sliprovider;

import dev.sliprovider.cli.Cli;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Where the program begins: everything it can do is a command. */
@QuarkusMain
public final class Main {

    /** @param args see {@code --help} */
    public static void main(String... args) {
        System.exit(Cli.run(args));
    }
}
