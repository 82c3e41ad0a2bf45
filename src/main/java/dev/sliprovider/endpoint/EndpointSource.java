package dev.sliprovider.endpoint;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** A source of endpoints. */
interface EndpointSource {

    /**
     * @return the settings of the project's endpoint; empty if the source does not have the project. Only then the next
     *     source is read. Fails with {@link EndpointException} if the source cannot be read
     */
    Uni<Optional<EndpointSettings>> of(String project);

    /** @return the place of a project in this source, for people */
    String describe(String project);

    /** @return whether it may name servers that are not known at the start */
    default boolean mayKnowOthers() {
        return true;
    }
}
