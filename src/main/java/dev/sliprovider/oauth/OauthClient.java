package dev.sliprovider.oauth;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An OAuth client and its token endpoint.
 *
 * @param scopes of the tokens; if empty, the provider decides
 * @param parameters further parameters of the token request, such as {@code audience}; not those of the grant itself
 * @param address of the token endpoint, or of the discovery document that names it
 * @param isDiscovery whether the address is that of the discovery document
 */
public record OauthClient(
        String id,
        String secret,
        List<String> scopes,
        Map<String, String> parameters,
        URI address,
        boolean isDiscovery) {

    public OauthClient {
        scopes = List.copyOf(scopes);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Id and secret are form-encoded before they become Basic credentials (RFC 6749, 2.3.1). */
    String basic() {
        byte[] credentials = (encode(id) + ":" + encode(secret)).getBytes(StandardCharsets.US_ASCII);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    /** @return the grant, whose credentials are {@link #basic} */
    byte[] form() {
        return encode(grant());
    }

    /** @return the grant with its credentials (RFC 6749, 2.3.1) */
    byte[] formWithCredentials() {
        Map<String, String> form = grant();
        form.put("client_id", id);
        form.put("client_secret", secret);
        return encode(form);
    }

    private Map<String, String> grant() {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "client_credentials");
        if (!scopes.isEmpty()) {
            form.put("scope", String.join(" ", scopes));
        }
        form.putAll(parameters);
        return form;
    }

    private static byte[] encode(Map<String, String> form) {
        List<String> pairs = form.entrySet().stream()
                .map(pair -> encode(pair.getKey()) + "=" + encode(pair.getValue()))
                .toList();
        return String.join("&", pairs).getBytes(StandardCharsets.US_ASCII);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "OAuth client " + id;
    }
}
