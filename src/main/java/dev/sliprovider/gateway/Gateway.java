package dev.sliprovider.gateway;

import dev.sliprovider.sli.Bounds;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.inject.Singleton;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Makes clients of Keptn's services: through its API gateway if one is configured, else directly (contract §3.1). */
@Singleton
public final class Gateway {

    private static final int LAST_PORT = 65_535;

    private final GatewayConfig config;

    Gateway(GatewayConfig config) {
        Bounds.positive("sli-provider.api.timeout", config.timeout());
        this.config = config;
    }

    /** @return whether Keptn's services are asked through its API gateway */
    public boolean isRemote() {
        return config.endpoint().filter(endpoint -> !endpoint.isBlank()).isPresent();
    }

    /**
     * @param segment of the service behind the gateway, such as {@code controlPlane}; empty for the API itself
     * @param inCluster base URL of the service where there is no gateway
     * @return base URL of a service, without a slash at its end
     * @throws IllegalArgumentException if the endpoint is no URL
     */
    public URI base(String segment, String inCluster) {
        String base = config.endpoint()
                .map(String::strip)
                .filter(endpoint -> !endpoint.isEmpty())
                .map(endpoint -> endpoint.replaceAll("/+$", "") + (segment.isEmpty() ? "" : "/" + segment))
                .orElse(inCluster);
        return address("sli-provider.api.endpoint (KEPTN_API_ENDPOINT)", base);
    }

    /**
     * @param api a REST client interface
     * @param base see {@link #base}
     * @param timeout of one request
     * @return a client that answers with a response whatever its status
     */
    public <T> T client(Class<T> api, URI base, Duration timeout) {
        QuarkusRestClientBuilder builder = QuarkusRestClientBuilder.newBuilder()
                .baseUri(base)
                .connectTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .property("microprofile.rest.client.disable.default.mapper", true);
        if (isRemote()) {
            config.token()
                    .ifPresent(token -> builder.register((ClientRequestFilter)
                            request -> request.getHeaders().putSingle("x-token", token.strip())));
        }
        return builder.build(api);
    }

    /** What is wrong is said without the setting, which may have credentials. */
    private static URI address(String setting, String url) {
        try {
            URI address = new URI(url);
            if (address.getHost() != null
                    && address.getPort() <= LAST_PORT
                    && String.valueOf(address.getScheme()).matches("(?i)https?")) {
                return address;
            }
        } catch (URISyntaxException e) {
            // The sentence below says what is expected.
        }
        throw new IllegalArgumentException(
                setting + " is not the address of Keptn's API; expected" + " https://host/api, without a query");
    }
}
