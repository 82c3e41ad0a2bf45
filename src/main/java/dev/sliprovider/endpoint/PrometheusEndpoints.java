package dev.sliprovider.endpoint;

import dev.sliprovider.endpoint.EndpointsConfig.Source;
import dev.sliprovider.http.EnvironmentProxy;
import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.prometheus.PrometheusConfig;
import dev.sliprovider.prometheus.PrometheusEndpoint;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the Prometheus of a project. The first source that has the project is used. A source that cannot be read ends the
 * search, because the next source might name another Prometheus.
 */
@Singleton
public final class PrometheusEndpoints {

    private final List<EndpointSource> sources;
    private final EndpointReader reader;
    private final boolean showsPaths;
    private final Optional<PrometheusEndpoint> standard;

    /** @throws IllegalArgumentException if the default endpoint cannot be used */
    PrometheusEndpoints(
            EndpointsConfig config,
            PrometheusConfig prometheus,
            RawValues values,
            KubernetesSecrets secrets,
            EnvironmentProxy proxies) {
        this.reader = new EndpointReader(proxies);
        this.showsPaths = config.showPaths();
        var places = new EnumMap<Source, EndpointSource>(Source.class);
        var byDefault = new DefaultEndpoint(url(prometheus, values), values);
        places.put(Source.CONFIGURATION, new ProjectEndpoints(values));
        config.directory()
                .ifPresent(directory -> places.put(Source.DIRECTORY, new EndpointDirectory(directory, showsPaths)));
        if (secrets.isInCluster()) {
            places.put(Source.KUBERNETES, secrets);
        }
        places.put(Source.DEFAULT, byDefault);
        places.keySet().retainAll(config.sources());
        this.sources = List.copyOf(places.values());
        this.standard = config.sources().contains(Source.DEFAULT) ? checked(byDefault) : Optional.empty();
    }

    /** The raw value, because it may contain a password, and expansion turns {@code $$} into {@code $}. */
    private static Optional<String> url(PrometheusConfig prometheus, RawValues values) {
        Optional<String> written = values.of("sli-provider.prometheus.endpoint");
        if (written.filter(text -> text.contains("${")).isEmpty()) {
            return written;
        }
        Optional<String> variable = values.of("PROMETHEUS_ENDPOINT").or(() -> values.of("PROMETHEUS_URL"));
        return written.filter(text -> text.startsWith("${PROMETHEUS_ENDPOINT"))
                .flatMap(text -> variable)
                .or(prometheus::endpoint);
    }

    /** An invalid default endpoint prevents the start. */
    private Optional<PrometheusEndpoint> checked(DefaultEndpoint byDefault) {
        try {
            return byDefault.settings().map(settings -> reader.read(settings.showingPaths(true)));
        } catch (EndpointException e) {
            throw new IllegalArgumentException(e.getMessage());
        }
    }

    /**
     * An endpoint and its source.
     *
     * @param place for people, such as {@code the Secret keptn/prometheus-credentials-shop}
     * @param before sources that were read before and do not have the project
     * @param endpoint of the project
     */
    public record Found(String place, List<String> before, PrometheusEndpoint endpoint) {}

    /** @return the endpoint; fails with {@link EndpointException} if there is none, or one that cannot be used */
    public Uni<PrometheusEndpoint> of(String project) {
        return find(project).map(Found::endpoint);
    }

    /** @return as {@link #of}, with the place of the settings */
    public Uni<Found> find(String project) {
        return first(project, List.of(), sources.iterator());
    }

    private Uni<Found> first(String project, List<String> before, Iterator<EndpointSource> next) {
        if (!next.hasNext()) {
            return Uni.createFrom().failure(() -> unknown(project));
        }
        EndpointSource source = next.next();
        return source.of(project).flatMap(said -> said.map(settings -> Uni.createFrom()
                        .item(() -> new Found(
                                place(source, project, settings),
                                before,
                                reader.read(settings.showingPaths(showsPaths)))))
                .orElseGet(() -> first(project, and(before, source.describe(project)), next)));
    }

    /** The place of the default endpoint is "the environment", but people need the name of the setting. */
    private static String place(EndpointSource source, String project, EndpointSettings settings) {
        return source instanceof DefaultEndpoint ? source.describe(project) : settings.place();
    }

    private static List<String> and(List<String> places, String another) {
        return Stream.concat(places.stream(), Stream.of(another)).toList();
    }

    private EndpointException unknown(String project) {
        return new EndpointException("no Prometheus is known" + (project.isEmpty() ? "" : " for project " + project)
                + "; give its base URL, such as http://prometheus-server:80, in PROMETHEUS_ENDPOINT or --prometheus"
                + " (looked for in "
                + sources.stream().map(source -> source.describe(project)).collect(Collectors.joining(", ")) + ")");
    }

    /** @return whether any of the sources has an address of https, or may get one while the process runs */
    public boolean mayUseTls() {
        return standard.stream()
                        .flatMap(endpoint -> endpoint.targets().stream())
                        .anyMatch(target -> HttpAddress.isTls(target.url()))
                || sources.stream().anyMatch(EndpointSource::mayKnowOthers);
    }

    /** @return the configured sources, for people */
    public String describe() {
        Map<Boolean, List<EndpointSource>> isDefault =
                sources.stream().collect(Collectors.partitioningBy(DefaultEndpoint.class::isInstance));
        String others = isDefault.get(false).stream()
                .map(source -> source.describe("<project>"))
                .collect(Collectors.joining(", "));
        String byDefault = standard.map(PrometheusEndpoint::toString)
                .orElse("none; every event is answered with an error until PROMETHEUS_ENDPOINT is set");
        return byDefault + (others.isEmpty() ? "" : " (unless there is another for the project: " + others + ")");
    }
}
