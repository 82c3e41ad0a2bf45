package dev.sliprovider.endpoint;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** A place that may know the endpoint of a project. */
interface EndpointSource {

    /**
     * @return what it says; nothing if it knows the project not at all, which is the only reason to ask the next place.
     *     Fails with {@link EndpointException} if it cannot be read
     */
    Uni<Optional<EndpointSettings>> of(String project);

    /** @return the place for people, and what it has to say about a project */
    String describe(String project);
}
