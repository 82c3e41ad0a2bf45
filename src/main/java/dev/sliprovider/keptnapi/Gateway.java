package dev.sliprovider.keptnapi;

import dev.sliprovider.http.Authentication;
import dev.sliprovider.http.Connections;
import dev.sliprovider.http.EnvironmentProxy;
import dev.sliprovider.http.FirstHandshake;
import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.http.Route;
import dev.sliprovider.http.Route.Pool;
import dev.sliprovider.oauth.AccessTokens;
import dev.sliprovider.oauth.HttpTokenRequests;
import dev.sliprovider.oauth.OauthClient;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Creates clients of Keptn's services: through its API gateway if one is configured, otherwise directly (contract §3.1).
 */
@Singleton
public final class Gateway {

    /**
     * To one server. With the library's 20, seven events of a project whose git hangs (three reads each) block all other
     * projects.
     */
    private static final int CONNECTIONS = 250;

    private static final Duration TOKEN_TIMEOUT = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(Gateway.class);

    private final Duration timeout;
    private final boolean verifyTls;
    private final TlsConfigurationRegistry certificates;
    private final Connections connections;
    private final EnvironmentProxy proxies;
    private final Optional<URI> endpoint;
    private final KeptnAuthentication authentication;

    /** @throws IllegalArgumentException if the settings cannot be used, or OAuth is set in part only */
    Gateway(
            GatewayConfig config,
            TlsConfigurationRegistry certificates,
            Connections connections,
            EnvironmentProxy proxies) {
        this.timeout = config.timeout();
        this.verifyTls = GatewaySettingsCheck.isVerified(config);
        this.certificates = certificates;
        this.connections = connections;
        this.proxies = proxies;
        this.endpoint = config.endpoint().filter(setting -> !setting.isBlank()).map(Gateway::endpoint);
        this.authentication = endpoint.isEmpty()
                ? new KeptnAuthentication(Optional.empty(), Optional.empty())
                : new KeptnAuthentication(
                        config.token()
                                .filter(setting -> !setting.isBlank())
                                .map(setting -> ApiToken.of("sli-provider.api.token (KEPTN_API_TOKEN)", setting)),
                        OauthSettings.client(config).map(this::accessTokens));
        if (isRemote() && !verifyTls) {
            LOG.warn(
                    "TLS verification of Keptn's API is off (sli-provider.api.verify-tls, HTTP_SSL_VERIFY): the tokens can"
                            + " be intercepted; trust its CA with quarkus.tls.keptn instead");
        }
    }

    /** @return whether requests to Keptn's services go through its API gateway */
    public boolean isRemote() {
        return endpoint.isPresent();
    }

    /** @return the time limit for one request */
    public Duration timeout() {
        return timeout;
    }

    /** @return whether requests are authenticated */
    public boolean hasLogin() {
        return authentication.apiToken().isPresent()
                || authentication.accessTokens().isPresent();
    }

    /**
     * @param segment path of the service on the gateway, such as {@code controlPlane}; empty for the API itself
     * @param inCluster base URL of the service without a gateway
     * @return base URL of a service, without a slash at its end
     * @throws IllegalArgumentException if the service's own address is not valid
     */
    public URI base(String segment, String inCluster) {
        return endpoint.map(api -> URI.create(api + (segment.isEmpty() ? "" : "/" + segment)))
                .orElseGet(() -> HttpAddress.read(
                        "the address of " + (segment.isEmpty() ? "Keptn" : segment), inCluster.replaceAll("/+$", "")));
    }

    /**
     * @param base see {@link #base}; only requests to it are authenticated
     * @param timeout of one request with everything that belongs to it
     * @throws IllegalArgumentException if a variable names a proxy for it that cannot be used
     */
    public ServiceClient client(URI base, Duration timeout) {
        return client(base, timeout, isBehind(base) ? authentication : Authentication.NONE, Trust.KEPTN);
    }

    /**
     * @param address of a server that is not part of Keptn, or of the gateway; another server is neither trusted by Keptn's
     *     certificates nor sent Keptn's client certificate
     * @param timeout of one request with everything that belongs to it
     * @throws IllegalArgumentException if a variable names a proxy for it that cannot be used
     */
    public ServiceClient clientOfOthers(URI address, Duration timeout) {
        return isBehind(address)
                ? client(address, timeout)
                : client(address, timeout, Authentication.NONE, Trust.OTHERS);
    }

    private AccessTokens accessTokens(OauthClient client) {
        // A wrong address stops the start.
        route(client.address(), TOKEN_TIMEOUT, Trust.KEPTN);
        var requests = new HttpTokenRequests(
                connections,
                address -> route(address, TOKEN_TIMEOUT, Trust.KEPTN),
                failure -> ServiceFailure.words(failure, Trust.KEPTN));
        return new AccessTokens(client, requests, OauthSettings.NAMES, Duration.ZERO);
    }

    private boolean isBehind(URI base) {
        return endpoint.filter(url -> (base + "/").startsWith(url + "/")).isPresent();
    }

    private ServiceClient client(URI base, Duration timeout, Authentication authentication, Trust trust) {
        if (HttpAddress.isTls(base)) {
            // In the background, so that the first event does not wait; only for https, because http does not need it.
            Infrastructure.getDefaultWorkerPool().execute(FirstHandshake::prepare);
        }
        return new ServiceClient(connections, authentication, timeout, route(base, timeout, trust), trust);
    }

    private Route route(URI address, Duration timeout, Trust trust) {
        boolean isVerified = verifyTls || !isBehind(address);
        HttpAddress.whyUncheckable(address).filter(why -> isVerified).ifPresent(why -> {
            throw new IllegalArgumentException(
                    HttpAddress.describe(address) + " cannot be used: " + why + "; use another name of the host");
        });
        var tls = new RegistryTls(trust.configured(certificates), isVerified);
        return new Route(tls, proxies.of(address), new Pool(timeout, CONNECTIONS, false));
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
