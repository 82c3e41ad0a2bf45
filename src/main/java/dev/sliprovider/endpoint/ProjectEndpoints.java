package dev.sliprovider.endpoint;

import dev.sliprovider.endpoint.Setting.Style;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of one project: {@code sli-provider.projects.<project>.prometheus-url} and the like, as variables
 * {@code SLI_PROVIDER_PROJECTS_<PROJECT>_PROMETHEUS_URL}.
 */
final class ProjectEndpoints implements EndpointSource {

    /** Keptn's own rule is narrower; other names cannot be written as a property. */
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]*";

    private final RawValues values;

    ProjectEndpoints(RawValues values) {
        this.values = values;
    }

    @Override
    public Uni<Optional<EndpointSettings>> of(String project) {
        return Uni.createFrom().item(() -> settings(project));
    }

    private Optional<EndpointSettings> settings(String project) {
        if (!project.matches(NAME)) {
            return Optional.empty();
        }
        Map<Setting, String> said = values.of(setting -> property(project, setting));
        String place = "the configuration of the project (" + property(project, Setting.URL) + " and the like)";
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of(new EndpointSettings(place, Style.PROPERTY, Path.of(""), said));
    }

    @Override
    public String describe(String project) {
        return "the setting " + property(project, Setting.URL);
    }

    private static String property(String project, Setting setting) {
        return "sli-provider.projects." + project + "." + setting.in(Style.PROPERTY);
    }
}
