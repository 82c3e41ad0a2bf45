package dev.sliprovider.endpoint;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reading Secrets from Kubernetes. In a pod no setting is needed; elsewhere no Secret is read. */
@ConfigMapping(prefix = "sli-provider.kubernetes")
public interface KubernetesConfig {

    /** Host of the Kubernetes API. Kubernetes sets it in every pod. */
    Optional<String> host();

    /** Port of the Kubernetes API, HTTPS. */
    @WithDefault("443")
    int port();

    /** Namespace of the Secrets; without it that of the service account. */
    Optional<String> namespace();

    /** Folder with `token`, `ca.crt` and `namespace` of the service account; read anew for each request. */
    @WithDefault("/var/run/secrets/kubernetes.io/serviceaccount")
    Path serviceAccount();

    /** Folders, separated by commas, whose files a Secret may name (`PROMETHEUS_…_FILE`); without it none. */
    Optional<List<Path>> files();

    /** Time limit for one request. */
    @WithDefault("3s")
    Duration timeout();

    /** Time for which a Secret, or its absence, is cached. */
    @WithDefault("10s")
    Duration cacheFor();
}
