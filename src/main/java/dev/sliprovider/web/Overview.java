package dev.sliprovider.web;

import dev.sliprovider.report.PastEvaluation;
import dev.sliprovider.sli.Scope;
import java.util.List;

/**
 * What the overview shows.
 *
 * @param services those that the visitor may see, in order
 * @param left number of services that are left out because there are too many
 */
record Overview(List<Service> services, int left) {

    /** Copies the list. */
    Overview {
        services = List.copyOf(services);
    }

    /**
     * A service with its last verdicts.
     *
     * @param scope the service
     * @param newestFirst its last evaluations
     */
    record Service(Scope scope, List<PastEvaluation> newestFirst) {

        /** Copies the list. */
        Service {
            newestFirst = List.copyOf(newestFirst);
        }
    }
}
