package dev.sliprovider.endpoint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The settings of an endpoint. Their names are the same in all sources, in the style of the source: {@code PROMETHEUS_URL}
 * in a Secret, a folder or the environment, {@code url} in YAML, {@code prometheus-url} in the configuration of a project.
 */
public enum Setting {
    /** Base URL, or several of interchangeable servers. */
    URL,
    /** User of basic authentication. */
    USER,
    /** Its password. */
    PASSWORD,
    /** File with the password. */
    PASSWORD_FILE,
    /** Bearer token. */
    BEARER_TOKEN,
    /** File with the token. */
    BEARER_TOKEN_FILE,
    /** Headers, one to a line. */
    HEADERS,
    /** Id of an OAuth2 client. */
    OAUTH2_CLIENT_ID,
    /** Its secret. */
    OAUTH2_CLIENT_SECRET,
    /** File with the secret. */
    OAUTH2_CLIENT_SECRET_FILE,
    /** Address that issues access tokens. */
    OAUTH2_TOKEN_URL,
    /** Scopes, separated by blanks or commas. */
    OAUTH2_SCOPES,
    /** Further parameters of the token request, as in a URL. */
    OAUTH2_PARAMETERS,
    /** Certificates to trust at that address, PEM. */
    OAUTH2_TLS_CA,
    /** File with these certificates. */
    OAUTH2_TLS_CA_FILE,
    /** Certificates to trust, PEM. */
    TLS_CA,
    /** File with the certificates to trust. */
    TLS_CA_FILE,
    /** Client certificate, PEM. */
    TLS_CERT,
    /** File with the client certificate. */
    TLS_CERT_FILE,
    /** Key of the client certificate, PEM. */
    TLS_KEY,
    /** File with the key. */
    TLS_KEY_FILE,
    /** Name that the server's certificate must have. */
    TLS_SERVER_NAME,
    /** Whether any certificate is accepted. */
    TLS_INSECURE_SKIP_VERIFY,
    /** Forward proxy. */
    PROXY_URL,
    /** Parameters of every query, as in a URL. */
    PARAMETERS,
    /** Whether values from partial data are used: {@code fail} or {@code warn}. */
    PARTIAL_RESPONSE;

    private static final String PREFIX = "PROMETHEUS_";

    /** The style of the names in a source. */
    enum Style {
        /** As in {@code PROMETHEUS_URL}: Secret, folder. */
        KEY,
        /** The same, but the URL has older names. */
        ENVIRONMENT,
        /** As in {@code url}: YAML. */
        YAML,
        /** As in {@code prometheus-url}: configuration of a project. */
        PROPERTY
    }

    /** @return the name as it is written there */
    String in(Style style) {
        return switch (style) {
            case KEY -> key();
            case ENVIRONMENT -> this == URL ? DefaultEndpoint.NAME : key();
            case YAML -> name().toLowerCase(Locale.ROOT);
            case PROPERTY -> key().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }

    /** @return the name in a Secret, a folder or the environment */
    public String key() {
        return PREFIX + name();
    }

    /** @return the setting of that key, in a Secret or a folder */
    static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key().equals(key))
                .findFirst();
    }

    /** @return the setting of that name in YAML */
    static Optional<Setting> ofYaml(String name) {
        return Arrays.stream(values())
                .filter(setting -> setting.in(Style.YAML).equals(name))
                .findFirst();
    }

    /** @return whether a key has the prefix of our keys, so that it must be one of them */
    static boolean isOurs(String key) {
        return key.startsWith(PREFIX);
    }
}
