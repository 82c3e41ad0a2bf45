package dev.sliprovider.cli;

import dev.sliprovider.sli.Scope;
import picocli.CommandLine.Option;

/** The options for the service. Project and stage have defaults, because they have no meaning without Keptn. */
final class ScopeOptions {

    /** The name of what is not named. */
    static final String DEFAULT = "default";

    @Option(names = "--service", paramLabel = "NAME", description = "The service, and $SERVICE.")
    String service;

    @Option(names = "--project", paramLabel = "NAME", description = "Its project, and $PROJECT (default: default).")
    String project;

    @Option(names = "--stage", paramLabel = "NAME", description = "Its stage, and $STAGE (default: default).")
    String stage;

    boolean isGiven() {
        return service != null || project != null || stage != null;
    }

    /** @throws IllegalArgumentException naming the option that is missing */
    Scope toScope() {
        if (service == null || service.isBlank()) {
            throw new IllegalArgumentException("--service is missing; name the service");
        }
        return new Scope(project == null ? DEFAULT : project, stage == null ? DEFAULT : stage, service);
    }
}
