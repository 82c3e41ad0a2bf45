package dev.sliprovider.cli;

import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;

/** Runs one {@link BootedCommand} once Quarkus is up. */
final class CommandApplication implements QuarkusApplication {

    private final Instance<BootedCommand<?>> commands;

    CommandApplication(@Any Instance<BootedCommand<?>> commands) {
        this.commands = commands;
    }

    @Override
    public int run(String... args) {
        return QuarkusLauncher.current().work().applyAsInt(commands);
    }
}
