package dev.sliprovider.endpoint;

import dev.sliprovider.endpoint.Setting.Style;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The endpoint of all projects that no other source has: {@code PROMETHEUS_ENDPOINT}, and {@code PROMETHEUS_…}. */
final class DefaultEndpoint implements EndpointSource {

    /** The names of the variables for the URL. */
    static final String NAME = "sli-provider.prometheus.endpoint (PROMETHEUS_ENDPOINT, --prometheus)";

    private final Optional<String> url;
    /** Read once: the configuration stays the same until the process ends. */
    private final Map<Setting, String> said;

    /** @param url empty if there is no default endpoint */
    DefaultEndpoint(Optional<String> url, RawValues values) {
        this.url = url.filter(text -> !text.isBlank());
        this.said = values.of(Setting::key);
    }

    @Override
    public Uni<Optional<EndpointSettings>> of(String project) {
        return Uni.createFrom().item(this::settings);
    }

    /** @return the settings; empty without a URL, whatever else is set */
    Optional<EndpointSettings> settings() {
        return url.map(text -> {
            var all = new EnumMap<Setting, String>(Setting.class);
            all.putAll(said);
            all.put(Setting.URL, text);
            var settings = new EndpointSettings("the environment", Style.ENVIRONMENT, Path.of(""), all);
            settings.read(Setting.URL, DefaultEndpoint::requireSchemes);
            return settings;
        });
    }

    /** prometheus-service requires a scheme here, so this program does not guess one. */
    private static String requireSchemes(String text) {
        for (String each : text.split("[,\\s]+")) {
            if (!each.contains("://")) {
                BaseUrl.parse(each);
            }
        }
        return text;
    }

    @Override
    public boolean mayKnowOthers() {
        return false;
    }

    @Override
    public String describe(String project) {
        return NAME;
    }
}
