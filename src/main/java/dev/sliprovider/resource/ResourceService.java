package dev.sliprovider.resource;

import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.keptnapi.ApiToken;
import dev.sliprovider.keptnapi.Gateway;
import dev.sliprovider.keptnapi.ServiceClient;
import dev.sliprovider.keptnapi.ServiceRequest;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.waiting.Backoff;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads files from Keptn's resource-service (contract §6). */
final class ResourceService implements ProjectFiles {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** The service takes names of branches as commits, too (contract §6.5), but a branch changes. */
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    /** Names that encoding does not change, but that a proxy may resolve. */
    private static final Set<String> DOTS = Set.of(".", "..");

    private static final String IN_CLUSTER = "http://resource-service:8080";

    private final ResourceConfig config;
    private final Gateway gateway;
    private final boolean isBehindGateway;
    private final URI base;
    private final Optional<String> token;
    private final ServiceClient client;
    private final Backoff backoff;

    /** A configured address may be any service. The default is Keptn's own service, through the gateway if there is one. */
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
        this.backoff = new Backoff(
                config.backoff(), config.backoff().compareTo(LONGEST_PAUSE) > 0 ? config.backoff() : LONGEST_PAUSE);
    }

    @Override
    public String place() {
        return "the resource-service at " + HttpAddress.describe(base);
    }

    @Override
    public Uni<ProjectFile> read(String name, Level level, Scope scope, Optional<String> revision) {
        Optional<String> misleading = names(level, scope).filter(DOTS::contains).findFirst();
        if (misleading.isPresent()) {
            return Uni.createFrom()
                    .failure(new UnreadableFileException("the name \"" + misleading.get()
                            + "\" would lead to another address; project, stage and service must be plain names"));
        }
        var answers = new ResourceAnswer.Context(
                level.describe(name) + " of project " + scope.project(),
                place(),
                scope,
                token.isPresent() || isBehindGateway && gateway.hasLogin(),
                isBehindGateway ? ResourceAnswer.Settings.OF_GATEWAY : ResourceAnswer.Settings.OWN);
        String address = address(name, level, scope);
        Uni<ProjectFile> newest = get(address, answers, config.retries());
        Uni<ProjectFile> wanted = revision.map(commit -> ofCommit(commit, address, answers, newest))
                .orElse(newest);
        return wanted.onFailure(ResourceAnswer.ServerError.class)
                .transform(failure -> ((ResourceAnswer.ServerError) failure).lasting());
    }

    private Uni<ProjectFile> ofCommit(
            String commit, String address, ResourceAnswer.Context answers, Uni<ProjectFile> newest) {
        String revised = address + "?gitCommitID=" + HttpAddress.segment(commit);
        return get(revised, answers, Math.min(1, config.retries()))
                .map(file -> COMMIT.matcher(commit).matches() ? file.ofCommit() : file)
                .onFailure(failure -> failure instanceof ResourceAnswer.ServerError e && e.isInternal())
                .recoverWithUni(() -> newest.map(file -> file.warn(fallback(commit, answers))));
    }

    private static Stream<String> names(Level level, Scope scope) {
        return Stream.concat(Stream.of(scope.project()), level.path(scope).stream());
    }

    /**
     * The service answers an unknown commit with 500 (contract §6.5), like other failures: a read of the newest file shows
     * which one it is.
     */
    private static String fallback(String commit, ResourceAnswer.Context answers) {
        return "The resource-service answered HTTP 500 for the commit " + commit
                + ", as it does when it does not know one; " + answers.file()
                + " was read from the newest revision instead.";
    }

    private Uni<ProjectFile> get(String address, ResourceAnswer.Context answers, int retries) {
        ServiceRequest plain = ServiceRequest.of(HttpMethod.GET, address);
        ServiceRequest request =
                token.map(value -> plain.with("x-token", value)).orElse(plain);
        Uni<ProjectFile> once = client.send(request)
                .onFailure()
                .transform(answers::unreachable)
                .map(answer -> switch (answer.status()) {
                    case 301, 302, 303, 307, 308 -> throw answers.redirected(answer.status(), answer.location());
                    default -> answers.read(answer.status(), answer.body());
                });
        return backoff.retry(once, retries, ResourceAnswer.ServerError.class::isInstance);
    }

    /** Never a trailing slash, and each name one encoded segment (contract §6.1, §6.3). */
    private String address(String name, Level level, Scope scope) {
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
        return address.append("/resource/").append(name.replace("/", slash())).toString();
    }

    /**
     * The gateway decodes a path once before it forwards it, so the slash is encoded twice for it. The service itself
     * and the distributor's proxy take it encoded once (contract §6.3). A gateway is known by its setting or by its path.
     */
    private String slash() {
        boolean isGateway =
                isBehindGateway || base.getPath().replaceAll("/+$", "").endsWith("/api/resource-service");
        return isGateway ? "%252F" : "%2F";
    }

    /**
     * Keptn's own charts give host and port only (contract §6.1). No message repeats the setting, which may hold a secret.
     */
    static URI address(String setting) {
        String url = setting.contains("://") ? setting : "http://" + setting;
        URI address = parse(url);
        if (address.getRawQuery() != null || address.getRawFragment() != null) {
            throw unusable("it must end before ? and #");
        }
        return address;
    }

    private static URI parse(String url) {
        try {
            HttpAddress.refuseAtAfterHost(url);
        } catch (IllegalArgumentException e) {
            throw unusable(e.getMessage());
        }
        try {
            return HttpAddress.parse(url);
        } catch (IllegalArgumentException e) {
            throw unusable("it " + e.getMessage());
        }
    }

    private static IllegalArgumentException unusable(String why) {
        return new IllegalArgumentException("sli-provider.resource.url (RESOURCE_SERVICE, --resource-service) cannot be"
                + " used: " + why + "; expected http://host:port");
    }
}
