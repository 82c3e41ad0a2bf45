package dev.sliprovider.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for the service that is evaluated, and for the values of its placeholders. */
final class ServiceOptions {

    @Mixin
    ScopeOptions scope;

    @Option(names = "--deployment", paramLabel = "NAME", description = "For $DEPLOYMENT (default: primary).")
    private String deployment;

    @Option(
            names = "--label",
            paramLabel = "KEY=VALUE",
            description = "Label of the evaluation, and $LABEL.KEY; may be repeated. buildId is that of the CI run.")
    Map<String, String> labels = new LinkedHashMap<>();

    @Option(
            names = "--filter",
            paramLabel = "KEY=VALUE",
            description = "As in the filter of slo.yaml, which it replaces key by key; may be repeated.")
    Map<String, String> filters = new LinkedHashMap<>();

    /** @return the deployment, if one is named */
    Optional<String> deployment() {
        return Optional.ofNullable(deployment);
    }
}
