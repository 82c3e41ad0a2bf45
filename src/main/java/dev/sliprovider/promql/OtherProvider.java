package dev.sliprovider.promql;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises queries for other products that Keptn has SLI providers of. */
enum OtherProvider {
    DYNATRACE("Dynatrace", "(?s)\\s*(?:(?:MV2|PV2|USQL|SECPV2|SLO);.*|.*\\bmetricSelector=.*|\\s*builtin:.*)"),
    DATADOG("Datadog", "(?s)\\s*\\(*(?:avg|sum|min|max|count):[A-Za-z][\\w.]*\\.[\\w.]+\\s*\\{.*"),
    NEW_RELIC("New Relic", "(?is)\\s*SELECT\\s.+\\sFROM\\s.*"),
    WAVEFRONT("Wavefront", "(?s)\\s*(?:align|ts|rawsum)\\s*\\(.*\\bts\\(.*|\\s*ts\\(.*");

    private final String product;
    private final Pattern pattern;

    OtherProvider(String product, String pattern) {
        this.product = product;
        this.pattern = Pattern.compile(pattern);
    }

    String product() {
        return product;
    }

    static Optional<OtherProvider> of(String text) {
        return Arrays.stream(values())
                .filter(other -> other.pattern.matcher(text).matches())
                .findFirst();
    }
}
