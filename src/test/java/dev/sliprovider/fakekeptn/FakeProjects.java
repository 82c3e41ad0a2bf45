package dev.sliprovider.fakekeptn;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The projects that shipyard-controller knows, and the sli.yaml files that resource-service has of them. */
final class FakeProjects {

    /** The service routes on the path as it is on the wire: a slash that is not encoded leads nowhere. */
    private static final Pattern RESOURCE = Pattern.compile(
            "/v1/project/([^/]+)(?:/stage/([^/]+))?(?:/service/([^/]+))?/resource/(prometheus%2Fsli\\.yaml)");

    private final List<String> names = new CopyOnWriteArrayList<>();
    private final Map<String, String> sliFiles = new ConcurrentHashMap<>();

    void add(String name) {
        names.add(name);
    }

    void sliYaml(String path, String text) {
        sliFiles.put(path, text);
    }

    Reply list(Map<String, String> query) {
        List<ObjectNode> all = names.stream()
                .map(name -> JsonNodeFactory.instance.objectNode().put("projectName", name))
                .toList();
        int pageSize = Integer.parseInt(query.getOrDefault("pageSize", "20"));
        return Reply.ok(FakeDatastore.page("projects", all, query, pageSize));
    }

    Reply resource(String path) {
        Matcher resource = RESOURCE.matcher(path);
        if (!resource.matches()) {
            return Reply.noRoute();
        }
        var name = new StringBuilder(resource.group(1));
        for (int level = 2; level <= 3 && resource.group(level) != null; level++) {
            name.append('/').append(resource.group(level));
        }
        String text = sliFiles.get(name.toString());
        if (text == null) {
            return Reply.error(404, "Resource not found");
        }
        ObjectNode reply = JsonNodeFactory.instance
                .objectNode()
                .put("resourceContent", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                .put("resourceURI", resource.group(4));
        reply.putObject("metadata").put("version", "9b1e0c44d7f25a80c3e6af1b7d0295ce8814f3a6");
        return Reply.ok(reply);
    }
}
