package dev.sliprovider.getsli;

import dev.sliprovider.sli.WindowRules;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The limits of the evaluated window, and the settings that explain an empty result. */
@ConfigMapping(prefix = "sli-provider.window")
public interface WindowConfig {

    /** Maximum time by which the end of a window may be in the future, because clocks differ. */
    @WithDefault("60s")
    Duration clockAllowance();

    /** The longest window that is evaluated. */
    @WithDefault("100d")
    Duration longest();

    /** Time between two samples of a series. A window shorter than two of them explains an indicator without data. */
    @WithDefault("1m")
    Duration scrapeInterval();

    /** Time for which the server keeps samples. An older window explains an indicator without data. */
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
