package dev.sliprovider.gateway;

import dev.sliprovider.oauth.AccessTokens;
import dev.sliprovider.oauth.OauthClient;
import dev.sliprovider.sli.Bounds;
import dev.sliprovider.sli.HttpAddress;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClosedException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;

/** Makes clients of Keptn's services: through its API gateway if one is configured, else directly (contract §3.1). */
@Singleton
public final class Gateway {

    /** Certificates of Keptn's API: {@code quarkus.tls.keptn.*}. */
    private static final String TLS = "keptn";

    /** With the library's 20, seven events of a project whose git hangs (three reads each) hold up all other projects. */
    private static final int CONNECTIONS = 250;

    private static final Logger LOG = Logger.getLogger(Gateway.class);

    private final Duration timeout;
    private final boolean verifyTls;
    private final TlsConfigurationRegistry certificates;
    private final Optional<URI> endpoint;
    private final Login login;

    /** @throws IllegalArgumentException if the settings cannot be used, or OAuth is set in part only */
    Gateway(GatewayConfig config, TlsConfigurationRegistry certificates) {
        Bounds.positive("sli-provider.api.timeout", config.timeout());
        this.timeout = config.timeout();
        this.verifyTls = Bounds.isOn("sli-provider.api.verify-tls (HTTP_SSL_VERIFY)", config.verifyTls(), true);
        this.certificates = certificates;
        this.endpoint = config.endpoint().filter(setting -> !setting.isBlank()).map(Gateway::endpoint);
        this.login = endpoint.isEmpty()
                ? new Login(Optional.empty(), Optional.empty())
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
                .orElseGet(
                        () -> HttpAddress.read("the address of " + (segment.isEmpty() ? "Keptn" : segment), inCluster));
    }

    /**
     * @param api a REST client interface
     * @param base see {@link #base}; the login goes nowhere else
     * @param timeout of one request
     * @return a client that answers with a response whatever its status
     */
    public <T> T client(Class<T> api, URI base, Duration timeout) {
        QuarkusRestClientBuilder builder = builder(base, timeout);
        if (isBehind(base) && hasLogin()) {
            builder.register(login);
        }
        return builder.build(api);
    }

    /**
     * @param request to a service behind the gateway; is made a second time if it is answered with HTTP 401 and there
     *     is OAuth, because the access token may have been revoked
     */
    public Uni<Response> send(Uni<Response> request) {
        if (login.accessTokens().isEmpty()) {
            return request;
        }
        return request.flatMap(response -> {
            if (response.getStatus() != Response.Status.UNAUTHORIZED.getStatusCode()) {
                return Uni.createFrom().item(response);
            }
            response.close();
            return request;
        });
    }

    /**
     * @return whether no answer came in time: by the clock of whoever asked, or by the HTTP client's own, which may be
     *     set to the same time; waiting for a free connection is another matter
     */
    public static boolean isLate(Throwable failure) {
        Throwable root = root(failure);
        return root instanceof io.smallrye.mutiny.TimeoutException
                || root instanceof TimeoutException
                        && (root.getMessage() == null || root.getMessage().contains("while executing"));
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    /** @return in a few words why there was no answer */
    public static String why(Throwable failure) {
        Throwable root = root(failure);
        if (root instanceof GeneralSecurityException || root instanceof SSLException) {
            return "its certificate is not trusted: " + root.getMessage() + whatToDo(root);
        }
        if (root instanceof HttpClosedException || root.getMessage() == null && root instanceof IOException) {
            return "the connection was closed";
        }
        // So the HTTP library says that it cannot read a status line, a header or a chunk; its text quotes them.
        if (root instanceof IllegalArgumentException) {
            return "what came is no HTTP";
        }
        if (isLate(root)) {
            return "nothing came in time";
        }
        // Texts of other exceptions may repeat what was sent.
        boolean isTold = (root instanceof IOException || root instanceof TimeoutException) && root.getMessage() != null;
        return isTold ? root.getMessage() : root.getClass().getSimpleName();
    }

    private static String whatToDo(Throwable untrusted) {
        if (untrusted instanceof CertificateExpiredException || untrusted instanceof CertificateNotYetValidException) {
            return "; it is outside its time, so it has to be renewed, or a clock is wrong";
        }
        boolean isForAnother = String.valueOf(untrusted.getMessage()).matches("(?s)No (name|subject) .*");
        return isForAnother
                ? "; it is for another host name, so use the name that is in it"
                : "; name the CA with QUARKUS_TLS_KEPTN_TRUST_STORE_PEM_CERTS";
    }

    private AccessTokens accessTokens(OauthClient client) {
        return new AccessTokens(client, new TokenClients(this::tokenApi), OauthSettings.NAMES);
    }

    private TokenApi tokenApi(URI address) {
        return builder(address, TokenClients.TIMEOUT).build(TokenApi.class);
    }

    private boolean isBehind(URI base) {
        return endpoint.filter(url -> (base + "/").startsWith(url + "/")).isPresent();
    }

    private QuarkusRestClientBuilder builder(URI base, Duration timeout) {
        QuarkusRestClientBuilder builder = QuarkusRestClientBuilder.newBuilder()
                .baseUri(base)
                .connectTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .property(QuarkusRestClientProperties.CONNECTION_POOL_SIZE, CONNECTIONS)
                .property("microprofile.rest.client.disable.default.mapper", true);
        if (verifyTls || !isBehind(base)) {
            certificates.get(TLS).ifPresent(builder::tlsConfiguration);
        } else {
            builder.trustAll(true).verifyHost(false);
        }
        return builder;
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
