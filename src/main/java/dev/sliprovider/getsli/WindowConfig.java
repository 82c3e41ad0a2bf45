package dev.sliprovider.getsli;

import dev.sliprovider.sli.WindowRules;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Which windows are evaluated, and how an empty result of one is explained. */
@ConfigMapping(prefix = "sli-provider.window")
public interface WindowConfig {

    /** How far the end of a window may be in the future, because clocks differ. */
    @WithDefault("60s")
    Duration clockAllowance();

    /** The longest window that is evaluated. */
    @WithDefault("100d")
    Duration longest();

    /** Time between two samples of a series. An indicator without data is explained by a window shorter than two of them. */
    @WithDefault("1m")
    Duration scrapeInterval();

    /** How long the server keeps samples. An indicator without data is explained by a window that is older. */
    @WithDefault("15d")
    Duration retention();

    /** Longest wait of the get-sli task until the samples of a recent window have arrived, at most half of the time of the event; `0s` does not look whether they have. */
    @WithDefault("0s")
    Duration waitForData();

    /** @return the settings as rules */
    default WindowRules rules() {
        return new WindowRules(clockAllowance(), longest(), scrapeInterval(), retention());
    }
}
