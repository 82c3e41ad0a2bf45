package dev.sliprovider.gateway;

import dev.sliprovider.oauth.AccessTokens;
import dev.sliprovider.oauth.OauthClient;
import dev.sliprovider.sli.Bounds;
import dev.sliprovider.sli.HttpAddress;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.ssl.NotSslRecordException;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.PoolOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;

/** Makes clients of Keptn's services: through its API gateway if one is configured, else directly (contract §3.1). */
@Singleton
public final class Gateway {

    /** Certificates of Keptn's API: {@code quarkus.tls.keptn.*}. */
    private static final String TLS = "keptn";

    /** With the library's 20, seven events of a project whose git hangs (three reads each) hold up all other projects. */
    private static final int CONNECTIONS = 250;

    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final Duration TOKEN_TIMEOUT = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(Gateway.class);

    private final Duration timeout;
    private final boolean verifyTls;
    private final TlsConfigurationRegistry certificates;
    private final Vertx vertx;
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
        return client(base, isBehind(base) ? login : Login.NONE, timeout);
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
        // Its text has the bytes that came.
        if (root instanceof NotSslRecordException) {
            return "it does not speak TLS at this port";
        }
        if (root instanceof UnknownHostException) {
            return "the host name cannot be resolved";
        }
        if (root instanceof GeneralSecurityException) {
            return "its certificate is not trusted: " + root.getMessage() + whatToDo(root);
        }
        if (root instanceof SSLException) {
            return "the TLS connection failed: " + root.getMessage();
        }
        if (root instanceof HttpClosedException || root.getMessage() == null && root instanceof IOException) {
            return "the connection was closed";
        }
        // So the HTTP library says that it cannot read a status line, a header or a chunk; its text quotes them.
        if (root instanceof IllegalArgumentException) {
            return "what came is no HTTP";
        }
        if (root instanceof TooLongFrameException) {
            return "its HTTP header is larger than it may be";
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
        return new AccessTokens(client, new TokenClients(this::tokenClient), OauthSettings.NAMES);
    }

    private ServiceClient tokenClient(URI address) {
        return client(address, Login.NONE, TOKEN_TIMEOUT);
    }

    private boolean isBehind(URI base) {
        return endpoint.filter(url -> (base + "/").startsWith(url + "/")).isPresent();
    }

    private ServiceClient client(URI base, Login login, Duration timeout) {
        var options = new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(timeout.toMillis()))
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setName("keptn");
        if (verifyTls || !isBehind(base)) {
            certificates
                    .get(TLS)
                    .or(certificates::getDefault)
                    .ifPresent(trust -> TlsConfigUtils.configure(options, trust));
        } else {
            options.setTrustAll(true).setVerifyHost(false);
        }
        // Certificates bring it along. Nothing here speaks HTTP/2, and with it the HTTP library loads all of Bouncy
        // Castle
        // for its first connection, on the event loop: half a second, or several on a busy machine.
        options.setUseAlpn(false);
        HttpClient http = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        return new ServiceClient(vertx, http, login, timeout);
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
