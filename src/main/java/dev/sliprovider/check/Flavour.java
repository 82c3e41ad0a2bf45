package dev.sliprovider.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The product that serves a Prometheus API, and its version.
 *
 * @param name for people; empty if it cannot be determined
 * @param version as the server reports it; may be empty
 */
record Flavour(String name, String version) {

    private static final Flavour UNKNOWN = new Flavour("", "");

    /** Hosted services, known by their host name. */
    private static final Map<Pattern, Flavour> HOSTED = Map.of(
            Pattern.compile("(?i).*\\.grafana\\.net"), new Flavour("Grafana Cloud (Mimir)", ""),
            Pattern.compile("(?i)aps-workspaces\\..*\\.amazonaws\\.com(\\.cn)?"),
                    new Flavour("Amazon Managed Service for Prometheus (Cortex)", ""),
            Pattern.compile("(?i).*\\.prometheus\\.monitor\\.azure\\.com"),
                    new Flavour("Azure Monitor managed service for Prometheus", ""));

    /**
     * @param host of the URL
     * @param build answer to status/buildinfo, or a missing node
     * @param flags answer to status/flags, or a missing node
     * @param query answer to a query, or a missing node
     */
    static Flavour of(String host, JsonNode build, JsonNode flags, JsonNode query) {
        JsonNode said = build.path("data");
        String version = said.path("version").asText();
        return hosted(host)
                .map(hosted -> new Flavour(hosted.name(), version))
                .or(() -> application(said, version))
                .or(() -> victoriaMetrics(said, query, version))
                .or(() -> prometheus(said, flags, version))
                .orElse(UNKNOWN);
    }

    private static Optional<Flavour> hosted(String host) {
        return HOSTED.entrySet().stream()
                .filter(service -> service.getKey().matcher(host).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Mimir and its relatives report their name. */
    private static Optional<Flavour> application(JsonNode said, String version) {
        return Optional.of(said.path("application").asText())
                .filter(name -> !name.isBlank())
                .map(name -> new Flavour(name, version));
    }

    /** VictoriaMetrics reports only the version of a Prometheus, and counts the series of a query. */
    private static Optional<Flavour> victoriaMetrics(JsonNode said, JsonNode query, String version) {
        boolean isBare = !version.isEmpty() && said.size() == 1;
        boolean isCounting = query.path("stats").has("seriesFetched") || query.has("isPartial");
        return isBare || isCounting
                ? Optional.of(
                        new Flavour("VictoriaMetrics", version.isEmpty() ? "" : "(as Prometheus " + version + ")"))
                : Optional.empty();
    }

    /** Thanos reports the same members as Prometheus, with versions that begin with 0 and its own flags. */
    private static Optional<Flavour> prometheus(JsonNode said, JsonNode flags, String version) {
        if (flags.path("data").has("query.replica-label") || version.matches("v?0\\..*")) {
            return Optional.of(new Flavour("Thanos", version));
        }
        return said.has("goVersion") && version.matches("v?[1-9]\\d*\\..*")
                ? Optional.of(new Flavour("Prometheus", version))
                : Optional.empty();
    }

    boolean isKnown() {
        return !name.isEmpty();
    }

    @Override
    public String toString() {
        return isKnown() ? (name + " " + version).strip() : "unknown";
    }
}
