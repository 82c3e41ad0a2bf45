package dev.sliprovider.cli;

/** Options become settings of this process, above environment and defaults. */
final class Settings {

    private Settings() {}

    /** Does nothing for an option that was not given. */
    static void set(String name, Object value) {
        if (value != null) {
            System.setProperty(name, value.toString());
        }
    }
}
