package dev.sliprovider.keptnapi;

import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.oauth.AccessTokens;
import dev.sliprovider.oauth.OauthClient;
import dev.sliprovider.settings.Bounds;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Makes clients of Keptn's services: through its API gateway if one is configured, else directly (contract §3.1). */
@Singleton
public final class Gateway {

    /** With the library's 20, seven events of a project whose git hangs (three reads each) hold up all other projects. */
    private static final int CONNECTIONS = 250;

    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final Duration TOKEN_TIMEOUT = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(Gateway.class);

    private final Duration timeout;
    private final boolean verifyTls;
    private final TlsConfigurationRegistry certificates;
    private final Vertx vertx;
    private final HeldAnswers held = HeldAnswers.ofHeap();
    private final Optional<URI> endpoint;
    private final Login login;

    /** @throws IllegalArgumentException if the settings cannot be used, or OAuth is set in part only */
    Gateway(GatewayConfig config, TlsConfigurationRegistry certificates, Vertx vertx) {
        Bounds.positive("sli-provider.api.timeout", config.timeout());
        this.timeout = config.timeout();
        this.verifyTls = Bounds.isOn("sli-provider.api.verify-tls (HTTP_SSL_VERIFY)", config.verifyTls(), true);
        this.certificates = certificates;
        this.vertx = vertx;
        this.endpoint = config.endpoint().filter(setting -> !setting.isBlank()).map(Gateway::endpoint);
        this.login = endpoint.isEmpty()
                ? Login.NONE
                : new Login(
                        config.token()
                                .filter(setting -> !setting.isBlank())
                                .map(setting -> ApiToken.of("sli-provider.api.token (KEPTN_API_TOKEN)", setting)),
                        OauthSettings.client(config).map(this::accessTokens));
        if (isRemote() && !verifyTls) {
            LOG.warn("certificates of Keptn's API are not checked (sli-provider.api.verify-tls, HTTP_SSL_VERIFY):"
                    + " whoever is between can read the tokens; trust its CA with quarkus.tls.keptn instead");
        }
    }

    /** @return whether Keptn's services are asked through its API gateway */
    public boolean isRemote() {
        return endpoint.isPresent();
    }

    /** @return how long one request may take */
    public Duration timeout() {
        return timeout;
    }

    /** @return whether requests carry something to log in with */
    public boolean hasLogin() {
        return login.apiToken().isPresent() || login.accessTokens().isPresent();
    }

    /**
     * @param segment of the service behind the gateway, such as {@code controlPlane}; empty for the API itself
     * @param inCluster base URL of the service where there is no gateway
     * @return base URL of a service, without a slash at its end
     * @throws IllegalArgumentException if the service's own address is none
     */
    public URI base(String segment, String inCluster) {
        return endpoint.map(api -> URI.create(api + (segment.isEmpty() ? "" : "/" + segment)))
                .orElseGet(() -> HttpAddress.read(
                        "the address of " + (segment.isEmpty() ? "Keptn" : segment), inCluster.replaceAll("/+$", "")));
    }

    /**
     * @param base see {@link #base}; the login goes nowhere else
     * @param timeout of one request with everything that belongs to it
     */
    public ServiceClient client(URI base, Duration timeout) {
        return client(base, isBehind(base) ? login : Login.NONE, timeout, Trust.KEPTN);
    }

    /**
     * @param address of somebody who is not Keptn, unless it is behind the gateway: Keptn's certificates do not hold
     *     for it, nor is its client certificate shown to it
     * @param timeout of one request with everything that belongs to it
     */
    public ServiceClient clientOfOthers(URI address, Duration timeout) {
        return isBehind(address) ? client(address, timeout) : client(address, Login.NONE, timeout, Trust.OTHERS);
    }

    private AccessTokens accessTokens(OauthClient client) {
        return new AccessTokens(client, new TokenClients(this::tokenClient), OauthSettings.NAMES);
    }

    private ServiceClient tokenClient(URI address) {
        return client(address, Login.NONE, TOKEN_TIMEOUT, Trust.KEPTN);
    }

    private boolean isBehind(URI base) {
        return endpoint.filter(url -> (base + "/").startsWith(url + "/")).isPresent();
    }

    private ServiceClient client(URI base, Login login, Duration timeout, Trust trust) {
        var options = new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(timeout.toMillis()))
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setName("keptn");
        if (verifyTls || !isBehind(base)) {
            trust.of(certificates).ifPresent(configured -> TlsConfigUtils.configure(options, configured));
        } else {
            options.setTrustAll(true).setVerifyHost(false);
        }
        // Certificates bring it along. Nothing here speaks HTTP/2, and for it the HTTP library loads all of Bouncy
        // Castle
        // with the first connection, on the event loop: half a second, or several on a busy machine.
        options.setUseAlpn(false);
        HttpClient http = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        return new ServiceClient(new Wire(vertx, http, held), login, timeout, trust);
    }

    private static URI endpoint(String setting) {
        URI address =
                HttpAddress.read("sli-provider.api.endpoint (KEPTN_API_ENDPOINT)", setting.replaceAll("/+\\s*$", ""));
        if (address.getRawQuery() != null || address.getRawFragment() != null) {
            throw new IllegalArgumentException("sli-provider.api.endpoint (KEPTN_API_ENDPOINT) must end before ? and #;"
                    + " expected https://host/api");
        }
        return address;
    }
}
