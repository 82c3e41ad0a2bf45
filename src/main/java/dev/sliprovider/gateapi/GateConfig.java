package dev.sliprovider.gateapi;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The quality gate over HTTP. It is off until a token is set. */
@ConfigMapping(prefix = "sli-provider.gate")
public interface GateConfig {

    /** Token of clients of the gate, for all services; at least 16 characters. The gate answers over HTTP if this or one of the two files is set. */
    Optional<String> token();

    /** File whose content is such a token, for example of a mounted Secret. It is read again when it changes. */
    Optional<Path> tokenFile();

    /** File with several tokens and the services that each may ask for. It is read again when it changes. */
    Optional<Path> tokensFile();

    /** Whether a request may bring its own slo.yaml and sli.yaml. Its sender can then send any query to Prometheus. */
    @WithDefault("false")
    boolean inline();

    /** Time of one evaluation, including the wait for its samples. */
    @WithDefault("2m")
    Duration deadline();

    /** Time that a request waits for the samples of its window, unless it names another one. */
    @WithDefault("30s")
    Duration waitForData();

    /** Number of evaluations at the same time. */
    @WithDefault("16")
    int maxRunning();

    /** Number of further evaluations that wait for their turn; then requests get HTTP 503. */
    @WithDefault("200")
    int maxWaiting();

    /** Hosts that Azure DevOps may name for callbacks; `*.example.com` stands for all hosts below it. */
    @WithDefault("dev.azure.com,*.visualstudio.com")
    List<String> azureHosts();

    /** Ranges of private addresses that callbacks may reach nevertheless, such as `10.1.0.0/16`. */
    Optional<List<String>> callbackRanges();
}
