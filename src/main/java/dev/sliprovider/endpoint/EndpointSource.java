package dev.sliprovider.endpoint;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** A source of endpoints. */
interface EndpointSource {

    /**
     * @return the settings of the project's endpoint; nothing if the source does not know the project, which is the only
     *     reason to read the next source. Fails with {@link EndpointException} if the source cannot be read
     */
    Uni<Optional<EndpointSettings>> of(String project);

    /** @return the source and its part about a project, for people */
    String describe(String project);

    /** @return whether it may name servers that are not known at the start */
    default boolean mayKnowOthers() {
        return true;
    }
}
