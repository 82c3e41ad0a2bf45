package dev.sliprovider.resource;

import dev.sliprovider.http.HostPort;
import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.keptnapi.ApiToken;
import dev.sliprovider.keptnapi.Gateway;
import dev.sliprovider.keptnapi.Request;
import dev.sliprovider.keptnapi.ServiceClient;
import dev.sliprovider.sli.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads sli.yaml files from Keptn's resource-service (contract §6). */
final class ResourceService implements SliFiles {

    private static final double JITTER = 0.5;
    /** Names of branches are taken for commits, too (contract §6.5), but what they name changes. */
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    /** Names that encoding does not change, while whoever handles the address on its way may resolve them. */
    private static final Set<String> DOTS = Set.of(".", "..");

    private static final String IN_CLUSTER = "http://resource-service:8080";

    private final ResourceConfig config;
    private final Gateway gateway;
    private final boolean isBehindGateway;
    private final URI base;
    private final Optional<String> token;
    private final ServiceClient client;

    /** An address of its own may be any; without one it is Keptn's own service, behind the gateway if there is one. */
    ResourceService(ResourceConfig config, Gateway gateway) {
        Optional<String> url = config.url().filter(setting -> !setting.isBlank());
        this.config = config;
        this.gateway = gateway;
        this.isBehindGateway = url.isEmpty() && gateway.isRemote();
        this.base = url.map(ResourceService::address).orElseGet(() -> gateway.base("resource-service", IN_CLUSTER));
        this.token = config.token()
                .filter(setting -> !isBehindGateway && !setting.isBlank())
                .map(setting -> ApiToken.of("sli-provider.resource.token (KEPTN_API_TOKEN)", setting));
        this.client = gateway.client(base, config.timeout());
    }

    @Override
    public String place() {
        return "the resource-service at " + withoutUserInfo(base);
    }

    @Override
    public Uni<SliFile> read(Level level, Scope scope, Optional<String> revision) {
        Optional<String> misleading = names(level, scope).filter(DOTS::contains).findFirst();
        if (misleading.isPresent()) {
            return Uni.createFrom()
                    .failure(new SliConfigException("the name \"" + misleading.get()
                            + "\" would lead to another address; project, stage and service must be plain names"));
        }
        var answers = new ResourceAnswer.Context(
                level.file() + " of project " + scope.project(),
                place(),
                scope,
                token.isPresent() || isBehindGateway && gateway.hasLogin(),
                isBehindGateway ? ResourceAnswer.Settings.OF_GATEWAY : ResourceAnswer.Settings.OWN);
        Uni<SliFile> newest = get(level, scope, Optional.empty(), answers, config.retries());
        Uni<SliFile> wanted = revision.map(commit -> get(level, scope, revision, answers, Math.min(1, config.retries()))
                        .map(file -> COMMIT.matcher(commit).matches() ? file.ofCommit() : file)
                        .onFailure(failure -> failure instanceof ResourceAnswer.ServerError e && e.isInternal())
                        .recoverWithUni(() -> newest.map(file -> file.warn(fallback(commit, answers)))))
                .orElse(newest);
        return wanted.onFailure(ResourceAnswer.ServerError.class)
                .transform(failure -> ((ResourceAnswer.ServerError) failure).lasting());
    }

    private static Stream<String> names(Level level, Scope scope) {
        return Stream.concat(Stream.of(scope.project()), level.path(scope).stream());
    }

    /** An unknown commit is answered with 500 (contract §6.5), as much else is: the newest file then decides. */
    private static String fallback(String commit, ResourceAnswer.Context answers) {
        return "The resource-service answered HTTP 500 for the commit " + commit
                + ", as it does when it does not know one; " + answers.file()
                + " was read from the newest revision instead.";
    }

    private Uni<SliFile> get(
            Level level, Scope scope, Optional<String> commit, ResourceAnswer.Context answers, int retries) {
        Request plain = Request.of(HttpMethod.GET, address(level, scope, commit));
        Uni<SliFile> once = client.send(
                        token.map(value -> plain.with("x-token", value)).orElse(plain))
                .onFailure()
                .transform(answers::unreachable)
                .map(answer -> answers.read(answer.status(), answer.body()));
        return retries == 0
                ? once
                : once.onFailure(ResourceAnswer.ServerError.class)
                        .retry()
                        .withBackOff(config.backoff(), Duration.ofSeconds(10))
                        .withJitter(JITTER)
                        .atMost(retries);
    }

    /** Never a trailing slash, and each name one encoded segment (contract §6.1, §6.3). */
    private String address(Level level, Scope scope, Optional<String> commit) {
        var address = new StringBuilder(base.toString().replaceAll("/+$", ""))
                .append("/v1/project/")
                .append(HttpAddress.segment(scope.project()));
        switch (level) {
            case PROJECT -> {}
            case STAGE -> address.append("/stage/").append(HttpAddress.segment(scope.stage()));
            case SERVICE ->
                address.append("/stage/")
                        .append(HttpAddress.segment(scope.stage()))
                        .append("/service/")
                        .append(HttpAddress.segment(scope.service()));
        }
        address.append("/resource/").append(Level.FILE.replace("/", slash()));
        commit.ifPresent(id -> address.append("?gitCommitID=").append(HttpAddress.segment(id)));
        return address.toString();
    }

    /**
     * The gateway decodes a path once before it forwards it, so behind one the slash is encoded twice; the service
     * itself and the distributor's proxy take it encoded once (contract §6.3). A gateway is known by its setting, or by its path.
     */
    private String slash() {
        boolean isGateway =
                isBehindGateway || base.getPath().replaceAll("/+$", "").endsWith("/api/resource-service");
        return isGateway ? "%252F" : "%2F";
    }

    /** Keptn's own charts give host and port only (contract §6.1). Whatever is wrong, the setting is not repeated. */
    private static URI address(String setting) {
        String url = setting.contains("://") ? setting : "http://" + setting;
        try {
            URI address = new URI(url);
            if (!url.matches("(?i)https?://.*") || address.getRawAuthority() == null) {
                throw unusable("it must begin with http:// or https:// and name a host");
            }
            if (address.getPort() > HostPort.LAST_PORT) {
                throw unusable("its port is above " + HostPort.LAST_PORT);
            }
            if (address.getRawQuery() != null || address.getRawFragment() != null) {
                throw unusable("it must end before ? and #");
            }
            return address;
        } catch (URISyntaxException e) {
            throw unusable(e.getReason() + " at character " + (e.getIndex() + 1));
        }
    }

    private static IllegalArgumentException unusable(String why) {
        return new IllegalArgumentException("sli-provider.resource.url (RESOURCE_SERVICE, --resource-service) cannot be"
                + " used: " + why + "; expected http://host:port");
    }

    private static String withoutUserInfo(URI url) {
        return url.getRawUserInfo() == null ? url.toString() : url.toString().replace(url.getRawUserInfo() + "@", "");
    }
}
