package dev.sliprovider.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The options of the checks of validate.
 *
 * @param filters keys of the filter in slo.yaml, which queries may use
 * @param scrapeInterval seconds between two samples of a series, if that is known
 * @param migration whether to report what prometheus-service reads differently
 */
record FileChecks(List<String> filters, OptionalDouble scrapeInterval, boolean migration) {

    /** @return the same with more filters */
    FileChecks withFilters(Collection<String> more) {
        var all = new ArrayList<>(filters);
        all.addAll(more);
        return new FileChecks(all, scrapeInterval, migration);
    }
}
