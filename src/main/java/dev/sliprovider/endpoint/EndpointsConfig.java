package dev.sliprovider.endpoint;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The sources of endpoints. */
@ConfigMapping(prefix = "sli-provider.endpoints")
public interface EndpointsConfig {

    /** A source of endpoints. They are read in this order. */
    enum Source {
        /** Settings that begin with {@code sli-provider.projects}. */
        CONFIGURATION,
        /** The mounted directory. */
        DIRECTORY,
        /** The Kubernetes Secret of the project. */
        KUBERNETES,
        /** The endpoint of all other projects. */
        DEFAULT
    }

    /** Which sources are read, separated by commas; the order is fixed. */
    @WithDefault("configuration,directory,kubernetes,default")
    Set<Source> sources();

    /** Directory with a folder `<project>` (one file for each key, as a mounted Secret has) or a file `<project>.yaml`. */
    Optional<Path> directory();

    /** Whether messages name files of settings with their whole paths. Everybody who sees the events of Keptn reads them; `get-sli`, `check` and `evaluate` set it. */
    @WithDefault("false")
    boolean showPaths();
}
