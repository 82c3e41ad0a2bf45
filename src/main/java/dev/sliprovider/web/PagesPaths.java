package dev.sliprovider.web;

import dev.sliprovider.gateapi.GateTokens;
import dev.sliprovider.store.HistoryConfig;
import dev.sliprovider.transport.AuthenticatedPaths;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The addresses of the pages; there are pages if the gate has a token and the service has a history. */
@Singleton
final class PagesPaths implements AuthenticatedPaths {

    /** A page is made in a fraction of it. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final HistoryConfig history;
    private final Instance<GateTokens> tokens;

    PagesPaths(HistoryConfig history, Instance<GateTokens> tokens) {
        this.history = history;
        this.tokens = tokens;
    }

    @Override
    public boolean covers(String path) {
        return isOurs(path) && isOn();
    }

    @Override
    public boolean isOff(String path) {
        return isOurs(path) && !isOn();
    }

    @Override
    public Duration longest() {
        return LONGEST;
    }

    private boolean isOn() {
        return history.isNamed() && tokens.get().isEnabled();
    }

    private static boolean isOurs(String path) {
        return path.equals(Links.OVERVIEW)
                || path.startsWith(Links.OVERVIEW + "/")
                || path.equals(Links.LOGIN)
                || path.equals(Links.LOGOUT);
    }
}
