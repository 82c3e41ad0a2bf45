package dev.sliprovider.resource;

import dev.sliprovider.sli.Scope;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Where sli.yaml files come from. */
public interface SliFiles {

    /**
     * Reads the file of one level.
     *
     * @param revision commit of the stage branch, if a certain one is wanted
     * @return the file, present or not; fails with {@link SliConfigException} if that cannot be said
     */
    Uni<SliFile> read(Level level, Scope scope, Optional<String> revision);

    /** @return the place, for messages, without credentials */
    String place();
}
