package dev.sliprovider.gateapi;

import dev.sliprovider.transport.AuthenticatedPaths;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** The gate over HTTP as a part of the service: its start, its paths, its end. */
@Singleton
public final class GateService implements AuthenticatedPaths {

    private final GateConfig config;
    private final boolean isOn;
    private final Instance<GateTokens> tokens;
    private final Instance<EvaluationRuns> runs;
    private final Instance<EvaluationMetrics> metrics;

    GateService(
            GateConfig config,
            Instance<GateTokens> tokens,
            Instance<EvaluationRuns> runs,
            Instance<EvaluationMetrics> metrics) {
        this.config = config;
        this.isOn = new TokenFiles(config).isAny();
        this.tokens = tokens;
        this.runs = runs;
        this.metrics = metrics;
    }

    /**
     * Reads the tokens.
     *
     * @return what the gate does, as a phrase; empty if it is off
     * @throws IllegalArgumentException naming the setting or the place in a file that cannot be used
     */
    public Optional<String> start() {
        if (!isOn) {
            return Optional.empty();
        }
        int count = tokens.get().count();
        metrics.get().register();
        return Optional.of("over HTTP at /evaluations and /gates, for " + count + (count == 1 ? " token" : " tokens")
                + ", " + config.maxRunning() + " evaluations at a time");
    }

    /** The process shuts down: further evaluations are refused. */
    public void close() {
        if (isOn) {
            runs.get().close();
        }
    }

    /** The process shuts down: waits for the evaluations in progress. */
    public void drain() {
        if (isOn) {
            runs.get().drain();
        }
    }

    @Override
    public boolean covers(String path) {
        return isOn && isOurs(path);
    }

    @Override
    public Duration longest() {
        return isOn ? config.deadline() : Duration.ZERO;
    }

    @Override
    public boolean isOff(String path) {
        return !isOn && isOurs(path);
    }

    private static boolean isOurs(String path) {
        return path.equals("/evaluations") || path.startsWith("/evaluations/") || path.startsWith("/gates/");
    }
}
