package dev.sliprovider.cli;

/** Options become settings of this process, above environment and defaults. */
final class Settings {

    private Settings() {}

    /** Whoever names a Prometheus on the command line means it, whatever is known of the project elsewhere. */
    static void onlyPrometheus(String url) {
        if (url != null) {
            set("sli-provider.prometheus.endpoint", url);
            set("sli-provider.endpoints.sources", "default");
        }
    }

    /** Does nothing for an option that was not given. */
    static void set(String name, Object value) {
        if (value != null) {
            System.setProperty(name, value.toString());
        }
    }
}
