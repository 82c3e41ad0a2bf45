package dev.sliprovider.endpoint;

import dev.sliprovider.endpoint.Setting.Style;
import dev.sliprovider.sli.NearestName;
import dev.sliprovider.waiting.RecentReads;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Settings of one project: {@code sli-provider.projects.<project>.prometheus-url} and the like, as variables
 * {@code SLI_PROVIDER_PROJECTS_<PROJECT>_PROMETHEUS_URL}.
 */
final class ProjectEndpoints implements EndpointSource {

    /** Keptn's own rule is narrower; other names cannot be written as a property. */
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,199}";

    /** Names come from events, so their number is bounded. */
    private static final int PROJECTS = 1_000;

    private final RawValues values;
    /** The configuration stays the same until the process ends, and searching it takes longer than a query. */
    private final RecentReads<String, Optional<EndpointSettings>> known = new RecentReads<>(PROJECTS);

    ProjectEndpoints(RawValues values) {
        this.values = values;
    }

    @Override
    public Uni<Optional<EndpointSettings>> of(String project) {
        return known.get(project, Uni.createFrom().item(() -> settings(project)), settings -> RecentReads.FOR_EVER);
    }

    private Optional<EndpointSettings> settings(String project) {
        if (!project.matches(NAME)) {
            return Optional.empty();
        }
        Map<Setting, String> said = values.of(setting -> property(project, setting));
        refuseMisspelt(project);
        String place = "the configuration of the project (" + property(project, Setting.URL) + " and the like)";
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of(new EndpointSettings(place, Style.PROPERTY, Path.of(""), said));
    }

    /** A misspelt name is rejected, because its credentials would be ignored silently. */
    private void refuseMisspelt(String project) {
        String property = "sli-provider.projects." + project + ".";
        String variable = property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        Stream<String> asProperties = values.namesAfter(property)
                .filter(name -> name.startsWith("prometheus-"))
                .map(name -> property + name);
        Stream<String> asVariables = values.namesAfter(variable)
                .filter(name -> name.startsWith("PROMETHEUS_")
                        // The setting belongs to another project, whose name continues with that word.
                        && !name.startsWith("PROMETHEUS_PROMETHEUS_"))
                .map(name -> variable + name);
        Set<String> known = Arrays.stream(Setting.values())
                .flatMap(setting -> Stream.of(property + setting.in(Style.PROPERTY), variable + setting.key()))
                .collect(Collectors.toSet());
        Stream.concat(asProperties, asVariables)
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new EndpointException("the configuration of the project: " + name + " is no setting; "
                            + NearestName.to(name, known)
                                    .map(near -> "is " + near + " meant?")
                                    .orElse("docs/endpoints.md has the list"));
                });
    }

    @Override
    public boolean mayKnowOthers() {
        return Stream.of("sli-provider.projects.", "SLI_PROVIDER_PROJECTS_")
                .flatMap(values::namesAfter)
                .findAny()
                .isPresent();
    }

    @Override
    public String describe(String project) {
        return "the setting " + property(project, Setting.URL);
    }

    private static String property(String project, Setting setting) {
        return "sli-provider.projects." + project + "." + setting.in(Style.PROPERTY);
    }
}
