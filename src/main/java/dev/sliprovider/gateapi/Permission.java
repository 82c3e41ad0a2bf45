package dev.sliprovider.gateapi;

import dev.sliprovider.sli.Scope;
import java.util.List;

/**
 * What the owner of a token may do.
 *
 * @param name of the token, for logs; no secret
 * @param services that it may ask for
 * @param mayChange whether it may record, invalidate and pin evaluations, and not only read and evaluate
 */
public record Permission(String name, List<ServicePattern> services, boolean mayChange) {

    /** Copies the list. */
    public Permission {
        services = List.copyOf(services);
    }

    /** @return all rights for all services */
    static Permission all(String name) {
        return new Permission(name, List.of(ServicePattern.ANY), true);
    }

    /** @return whether it may ask for this service */
    public boolean allows(Scope scope) {
        return services.stream().anyMatch(pattern -> pattern.matches(scope));
    }
}
