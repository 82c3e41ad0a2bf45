package dev.sliprovider.keptnapi;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How Keptn's API is reached from outside its cluster; inside nothing of this is needed (contract §3.1). */
@ConfigMapping(prefix = "sli-provider.api")
public interface GatewayConfig {

    /** Base URL of Keptn's API, such as `https://keptn.example.org/api`; without it the services are asked directly. */
    Optional<String> endpoint();

    /** Keptn API token, sent as `x-token`. */
    Optional<String> token();

    /** Time one request may take. */
    @WithDefault("10s")
    Duration timeout();

    /** Whether the certificate of the API must be trusted: `true`, also without it, or `false`, for a trial only. */
    Optional<String> verifyTls();

    /** OAuth client id; with a secret, scopes, and one of the two URLs, requests carry an access token. */
    Optional<String> oauthClientId();

    /** OAuth client secret. */
    Optional<String> oauthClientSecret();

    /** OAuth scopes, separated by commas. */
    Optional<List<String>> oauthScopes();

    /** Where the OpenID Connect discovery document is, which names the token URL. */
    Optional<String> oauthDiscovery();

    /** Where access tokens are had; goes before discovery. */
    Optional<String> oauthTokenUrl();
}
