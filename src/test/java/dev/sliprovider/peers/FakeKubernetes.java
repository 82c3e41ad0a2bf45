package dev.sliprovider.peers;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.fakekeptn.Reply;
import dev.sliprovider.secrets.Secrets;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of the Kubernetes API as a pod sees that may get the Secrets and ConfigMaps of its own namespace and nothing else. What it
 * may not ask is remembered as a violation.
 */
public final class FakeKubernetes extends FaultyServer {

    private static final Pattern SECRET = Pattern.compile("/api/v1/namespaces/([^/?]+)/(secrets|configmaps)/([^/?]+)");
    private static final String NAMESPACE = "keptn";
    private static final String USER = "system:serviceaccount:" + NAMESPACE + ":prometheus-sli-provider";

    private final Map<String, Map<String, String>> secrets = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> configMaps = new ConcurrentHashMap<>();
    private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final RotatingFolder serviceAccount;
    private final String ca;
    private volatile String token;

    /**
     * @param authority of its certificate
     * @param folder for the files of the service account
     */
    public FakeKubernetes(Authority authority, Path folder) throws IOException, GeneralSecurityException {
        super(authority
                .issue("kubernetes", "kubernetes.default.svc", "localhost", "127.0.0.1")
                .context());
        serviceAccount = new RotatingFolder(folder);
        ca = Files.readString(authority.ca());
        rotateToken();
    }

    /** @return what a pod has in its environment */
    public Map<String, String> environment() {
        URI address = URI.create(url());
        return Map.of("KUBERNETES_SERVICE_HOST", address.getHost(), "KUBERNETES_SERVICE_PORT", "" + address.getPort());
    }

    /** @return the folder with token, ca.crt and namespace */
    public Path serviceAccount() {
        return serviceAccount.path();
    }

    /** @return the namespace of the service account */
    public String namespace() {
        return NAMESPACE;
    }

    /** Creates or replaces a Secret. */
    public void put(String name, Map<String, String> data) {
        data.forEach(Secrets::registerIfSecret);
        secrets.put(name, Map.copyOf(data));
    }

    /** Creates or replaces a ConfigMap. */
    public void putConfigMap(String name, Map<String, String> data) {
        configMaps.put(name, Map.copyOf(data));
    }

    /** Deletes a ConfigMap. */
    public void removeConfigMap(String name) {
        configMaps.remove(name);
    }

    /** Deletes a Secret. */
    public void remove(String name) {
        secrets.remove(name);
    }

    /** The service account may not get this Secret, whether there is one or not. */
    public void forbid(String name) {
        forbidden.add(name);
    }

    /** Undoes {@link #forbid}. */
    public void allow(String name) {
        forbidden.remove(name);
    }

    /** Gives the service account another token, and takes the one it had no more. */
    public void rotateToken() throws IOException {
        token = Secrets.register("sa-" + UUID.randomUUID());
        serviceAccount.put(Map.of("token", token, "ca.crt", ca, "namespace", NAMESPACE));
    }

    /** @return how often this Secret was asked for, with whatever answer */
    public long count(String name) {
        String target = "/api/v1/namespaces/" + NAMESPACE + "/secrets/" + name;
        return requests().stream()
                .filter(request -> request.target().replaceFirst("\\?.*", "").equals(target))
                .count();
    }

    /** @return every request for something else than one Secret or ConfigMap of the namespace */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    @Override
    Reply reply(Request request) {
        if (!("Bearer " + token).equals(request.headers().get("authorization"))) {
            return status(401, "Unauthorized", "Unauthorized");
        }
        Matcher path = SECRET.matcher(request.target().replaceFirst("\\?.*", ""));
        if (!request.method().equals("GET")
                || !path.matches()
                || !path.group(1).equals(NAMESPACE)
                || request.target().contains("watch=")) {
            violations.add(request.method() + " " + request.target());
            return status(
                    403,
                    "Forbidden",
                    "forbidden: User \"" + USER + "\" cannot "
                            + request.method().toLowerCase() + " path \"" + request.target() + "\"");
        }
        boolean isSecret = path.group(2).equals("secrets");
        String name = path.group(3);
        if (forbidden.contains(name)) {
            return about(
                    path.group(2),
                    name,
                    status(
                            403,
                            "Forbidden",
                            path.group(2) + " \"" + name + "\" is forbidden: User \"" + USER
                                    + "\" cannot get resource \"" + path.group(2)
                                    + "\" in API group \"\" in the namespace \""
                                    + NAMESPACE + "\""));
        }
        Map<String, String> data = isSecret ? secrets.get(name) : configMaps.get(name);
        if (data == null) {
            return about(path.group(2), name, status(404, "NotFound", path.group(2) + " \"" + name + "\" not found"));
        }
        return Reply.ok(isSecret ? secret(name, data) : configMap(name, data));
    }

    private static ObjectNode secret(String name, Map<String, String> data) {
        ObjectNode secret =
                JsonNodeFactory.instance.objectNode().put("kind", "Secret").put("apiVersion", "v1");
        secret.putObject("metadata")
                .put("name", name)
                .put("namespace", NAMESPACE)
                .put(
                        "uid",
                        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                                .toString())
                .put("resourceVersion", "" + Integer.toUnsignedLong(data.hashCode()))
                .put("creationTimestamp", "2024-03-05T09:00:00Z");
        ObjectNode encoded = secret.putObject("data");
        data.forEach((key, value) ->
                encoded.put(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        return secret.put("type", "Opaque");
    }

    private static Reply status(int code, String reason, String message) {
        ObjectNode status =
                JsonNodeFactory.instance.objectNode().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        return new Reply(
                code,
                status.put("status", "Failure")
                        .put("message", message)
                        .put("reason", reason)
                        .put("code", code));
    }

    private static ObjectNode configMap(String name, Map<String, String> data) {
        ObjectNode map =
                JsonNodeFactory.instance.objectNode().put("kind", "ConfigMap").put("apiVersion", "v1");
        map.putObject("metadata").put("name", name).put("namespace", NAMESPACE);
        data.forEach(map.putObject("data")::put);
        return map;
    }

    private static Reply about(String kind, String name, Reply status) {
        ((ObjectNode) status.body()).putObject("details").put("name", name).put("kind", kind);
        return status;
    }
}
