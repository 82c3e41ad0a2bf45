package dev.sliprovider.keptnapi;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Access to Keptn's API from outside its cluster; inside, no setting is necessary (contract §3.1). */
@ConfigMapping(prefix = "sli-provider.api")
public interface GatewayConfig {

    /** Base URL of Keptn's API, such as `https://keptn.example.org/api`; without it requests go to the services directly. */
    Optional<String> endpoint();

    /** Keptn API token, sent as `x-token`. */
    Optional<String> token();

    /** Time limit for one request. */
    @WithDefault("10s")
    Duration timeout();

    /** Verify the API's TLS certificate. Default `true`; `false` is for testing only. */
    Optional<String> verifyTls();

    /** OAuth client id; together with a secret, scopes and one of the two URLs, requests have an access token. */
    Optional<String> oauthClientId();

    /** OAuth client secret. */
    Optional<String> oauthClientSecret();

    /** OAuth scopes, separated by commas. */
    Optional<List<String>> oauthScopes();

    /** Address of the OpenID Connect discovery document, which names the token URL. */
    Optional<String> oauthDiscovery();

    /** Address that issues access tokens; takes precedence over discovery. */
    Optional<String> oauthTokenUrl();
}
