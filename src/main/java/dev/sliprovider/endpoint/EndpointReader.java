package dev.sliprovider.endpoint;

import dev.sliprovider.http.EnvironmentProxy;
import dev.sliprovider.http.Header;
import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.http.Proxy;
import dev.sliprovider.http.Secret;
import dev.sliprovider.http.Tls;
import dev.sliprovider.oauth.OauthClient;
import dev.sliprovider.prometheus.Credentials;
import dev.sliprovider.prometheus.Parameter;
import dev.sliprovider.prometheus.PrometheusConfig.PartialResponse;
import dev.sliprovider.prometheus.PrometheusEndpoint;
import dev.sliprovider.prometheus.PrometheusEndpoint.Target;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Creates an endpoint from its settings. Each setting is read only here.
 */
final class EndpointReader {

    private static final Setting[] OAUTH = {
        Setting.OAUTH2_CLIENT_ID,
        Setting.OAUTH2_CLIENT_SECRET,
        Setting.OAUTH2_CLIENT_SECRET_FILE,
        Setting.OAUTH2_TOKEN_URL,
        Setting.OAUTH2_SCOPES,
        Setting.OAUTH2_PARAMETERS,
        Setting.OAUTH2_TLS_CA,
        Setting.OAUTH2_TLS_CA_FILE
    };

    private static final Set<String> GRANT = Set.of("grant_type", "scope", "client_id", "client_secret");

    private final EnvironmentProxy environment;

    /** @param environment the proxies for endpoints without a proxy setting */
    EndpointReader(EnvironmentProxy environment) {
        this.environment = environment;
    }

    /** @throws EndpointException naming place and setting if it cannot be used */
    PrometheusEndpoint read(EndpointSettings settings) {
        List<BaseUrl> urls = urls(settings);
        Optional<Proxy> named = settings.read(Setting.PROXY_URL, Proxy::parse);
        List<Header> headers = settings.read(Setting.HEADERS, Header::read).orElse(List.of());
        List<Parameter> parameters =
                settings.read(Setting.PARAMETERS, Parameter::read).orElse(List.of());
        Tls tls = tls(settings);
        refuseUncheckableNames(settings, urls, tls);
        return new PrometheusEndpoint(
                targets(settings, urls, named),
                credentials(settings, urls, headers, named),
                headers,
                parameters,
                tls,
                partialResponse(settings, parameters),
                warnings(settings, urls));
    }

    /** A parameter that tells the server to refuse partial answers also sets the policy: partial answers are not used. */
    private static Optional<PartialResponse> partialResponse(EndpointSettings settings, List<Parameter> parameters) {
        Optional<PartialResponse> said = settings.read(Setting.PARTIAL_RESPONSE, EndpointReader::partialResponse);
        boolean isRefused = parameters.stream().anyMatch(Parameter::refusesPartialResponses);
        if (isRefused && said.equals(Optional.of(PartialResponse.WARN))) {
            throw settings.wrong(
                    Setting.PARTIAL_RESPONSE,
                    "it is warn, but the parameters of the queries refuse partial responses; leave one of both");
        }
        return isRefused ? Optional.of(PartialResponse.FAIL) : said;
    }

    private static PartialResponse partialResponse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "fail" -> PartialResponse.FAIL;
            case "warn" -> PartialResponse.WARN;
            default -> throw new IllegalArgumentException("expected fail or warn");
        };
    }

    /** The Java runtime rejects these names before it connects, whatever the certificate contains. */
    private static void refuseUncheckableNames(EndpointSettings settings, List<BaseUrl> urls, Tls tls) {
        if (tls.serverName().isPresent()) {
            return;
        }
        urls.stream()
                .map(BaseUrl::url)
                .flatMap(url -> HttpAddress.whyUncheckable(url).stream())
                .findFirst()
                .ifPresent(why -> {
                    // A comma in a password divides the text, and what looks like a host is a part of the password
                    // then.
                    boolean mayHavePassword =
                            settings.value(Setting.URL).orElse("").contains("@");
                    throw settings.wrong(
                            Setting.URL,
                            (mayHavePassword ? why.replaceFirst("the name [^,]*,", "the name of the host,") : why)
                                    + "; put another name of the certificate into "
                                    + settings.name(Setting.TLS_SERVER_NAME) + ", or use another name of the host");
                });
    }

    private static List<BaseUrl> urls(EndpointSettings settings) {
        return settings.read(Setting.URL, text -> Arrays.stream(text.split("[,\\s]+"))
                        .filter(url -> !url.isEmpty())
                        .map(url -> BaseUrl.parse(url.contains("://") ? url : "https://" + url))
                        .toList())
                .filter(list -> !list.isEmpty())
                .orElseThrow(() -> settings.missing(Setting.URL));
    }

    private List<Target> targets(EndpointSettings settings, List<BaseUrl> urls, Optional<Proxy> named) {
        return urls.stream()
                .map(BaseUrl::url)
                .distinct()
                .map(url -> new Target(url, named.or(() -> usual(settings, url))))
                .toList();
    }

    private Optional<Proxy> usual(EndpointSettings settings, URI url) {
        try {
            return environment.of(url);
        } catch (IllegalArgumentException e) {
            throw new EndpointException(settings.place() + ": " + HttpAddress.describe(url)
                    + " would be reached through the proxy of a variable that cannot be used: " + e.getMessage());
        }
    }

    /** An endpoint has one kind of credentials, or none. */
    private Credentials credentials(
            EndpointSettings settings, List<BaseUrl> urls, List<Header> headers, Optional<Proxy> named) {
        Map<String, Credentials> ways = new LinkedHashMap<>();
        inUrls(settings, urls).ifPresent(value -> ways.put(settings.name(Setting.URL), value));
        basic(settings).ifPresent(value -> ways.put(settings.name(Setting.USER), value));
        settings.read(Setting.BEARER_TOKEN, Setting.BEARER_TOKEN_FILE, EndpointReader::bearer)
                .ifPresent(value -> ways.put(settings.name(Setting.BEARER_TOKEN), value));
        oauth(settings, named).ifPresent(value -> ways.put(settings.name(Setting.OAUTH2_CLIENT_ID), value));
        headers.stream()
                .filter(header -> header.name().equalsIgnoreCase("Authorization"))
                .forEach(header -> ways.put(settings.name(Setting.HEADERS), new Credentials.None()));
        if (ways.size() > 1) {
            throw new EndpointException(settings.place() + ": credentials are given more than once, in "
                    + String.join(" and ", ways.keySet()) + "; leave one");
        }
        return ways.values().stream().findFirst().orElseGet(Credentials.None::new);
    }

    private static Optional<Credentials> inUrls(EndpointSettings settings, List<BaseUrl> urls) {
        List<Optional<Secret>> different =
                urls.stream().map(BaseUrl::authorization).distinct().toList();
        if (different.size() > 1) {
            throw settings.wrong(
                    Setting.URL,
                    "the URLs have different credentials; servers that stand for each other have the same, in "
                            + settings.name(Setting.USER) + " and " + settings.name(Setting.PASSWORD));
        }
        return different.getFirst().map(Credentials.Authorization::new);
    }

    private static Optional<Credentials> basic(EndpointSettings settings) {
        Optional<String> password = settings.text(Setting.PASSWORD, Setting.PASSWORD_FILE);
        if (password.isPresent() && !settings.has(Setting.USER)) {
            throw settings.missing(Setting.USER, "a password needs its user");
        }
        return settings.read(Setting.USER, EndpointReader::user)
                .map(user -> new Credentials.Authorization(BaseUrl.basic(user, password.orElse(""))));
    }

    private static String hostName(String text) {
        if (!text.matches("[A-Za-z0-9._:-]+")) {
            throw new IllegalArgumentException("it is no name of a host; names in other alphabets begin with xn--");
        }
        if (HttpAddress.isUncheckable(text)) {
            throw new IllegalArgumentException(
                    "TLS cannot verify a name with an underscore, or with a hyphen at an end of a label");
        }
        return text;
    }

    private static String user(String text) {
        if (text.contains(":")) {
            throw new IllegalArgumentException("a user has no colon (RFC 7617); what follows it is a password");
        }
        return text;
    }

    private static Credentials bearer(String token) {
        if (!token.matches("[!-~]+")) {
            throw new IllegalArgumentException("it has characters that no token has; only visible ASCII can be sent");
        }
        return new Credentials.Authorization(new Secret("Bearer " + token));
    }

    private Optional<Credentials> oauth(EndpointSettings settings, Optional<Proxy> named) {
        if (Arrays.stream(OAUTH).noneMatch(settings::has)) {
            return Optional.empty();
        }
        String id =
                settings.value(Setting.OAUTH2_CLIENT_ID).orElseThrow(() -> settings.missing(Setting.OAUTH2_CLIENT_ID));
        String secret = settings.text(Setting.OAUTH2_CLIENT_SECRET, Setting.OAUTH2_CLIENT_SECRET_FILE)
                .orElseThrow(() -> settings.missing(Setting.OAUTH2_CLIENT_SECRET));
        List<String> scopes = settings.value(Setting.OAUTH2_SCOPES).stream()
                .flatMap(text -> Arrays.stream(text.split("[,\\s]+")))
                .toList();
        Map<String, String> parameters =
                settings.read(Setting.OAUTH2_PARAMETERS, EndpointReader::grantParameters).stream()
                        .flatMap(List::stream)
                        .collect(Collectors.toMap(
                                Parameter::name, parameter -> parameter.value().reveal(), (first, last) -> last));
        URI address = settings.address(Setting.OAUTH2_TOKEN_URL);
        HttpAddress.whyUncheckable(address).ifPresent(why -> {
            throw settings.wrong(Setting.OAUTH2_TOKEN_URL, why + "; use another name of the host");
        });
        return Optional.of(new Credentials.ClientCredentials(
                new OauthClient(id, secret, scopes, parameters, address, false),
                new Tls(
                        settings.read(Setting.OAUTH2_TLS_CA, Setting.OAUTH2_TLS_CA_FILE, Tls::certificates),
                        Optional.empty(),
                        Optional.empty(),
                        false),
                named.or(() -> usual(settings, address))));
    }

    private static List<Parameter> grantParameters(String text) {
        List<Parameter> parameters = Parameter.read(text);
        parameters.stream().map(Parameter::name).filter(GRANT::contains).forEach(name -> {
            throw new IllegalArgumentException("the parameter " + name + " has a setting of its own");
        });
        return parameters;
    }

    private static Tls tls(EndpointSettings settings) {
        return new Tls(
                settings.read(Setting.TLS_CA, Setting.TLS_CA_FILE, Tls::certificates),
                // A file may be replaced between the two reads.
                identity(settings).filter(Tls.Identity::isPair).or(() -> pair(settings)),
                settings.read(Setting.TLS_SERVER_NAME, EndpointReader::hostName),
                settings.isOn(Setting.TLS_INSECURE_SKIP_VERIFY));
    }

    private static Optional<Tls.Identity> pair(EndpointSettings settings) {
        Optional<Tls.Identity> identity = identity(settings);
        if (identity.filter(each -> !each.isPair()).isPresent()) {
            throw settings.wrong(Setting.TLS_KEY, "it is not the key of the client certificate");
        }
        return identity;
    }

    private static Optional<Tls.Identity> identity(EndpointSettings settings) {
        Optional<String> certificate = settings.read(Setting.TLS_CERT, Setting.TLS_CERT_FILE, Tls::certificates);
        Optional<Secret> key = settings.read(Setting.TLS_KEY, Setting.TLS_KEY_FILE, Tls::key);
        if (certificate.isPresent() != key.isPresent()) {
            throw settings.missing(
                    key.isPresent() ? Setting.TLS_CERT : Setting.TLS_KEY,
                    "a client certificate needs its key, and a key its certificate");
        }
        return certificate.map(chain -> new Tls.Identity(chain, key.get()));
    }

    private static List<String> warnings(EndpointSettings settings, List<BaseUrl> urls) {
        var warnings = new ArrayList<>(settings.warnings());
        boolean isTls = urls.stream().anyMatch(base -> HttpAddress.isTls(base.url()));
        if (isTls && settings.isOn(Setting.TLS_INSECURE_SKIP_VERIFY)) {
            warnings.add("TLS verification is off (" + settings.name(Setting.TLS_INSECURE_SKIP_VERIFY) + " in "
                    + settings.place() + "): credentials and values can be intercepted");
        }
        return List.copyOf(warnings);
    }
}
