package dev.sliprovider.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sliprovider.http.Excerpt;
import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.keptnapi.ServiceFailure;
import dev.sliprovider.sli.Scope;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** The meaning of a response of the resource-service (contract §6.2, §6.4). */
final class ResourceAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ResourceAnswer() {}

    /** The service failed or was not reached; a retry may help. */
    static final class ServerError extends RuntimeException {

        private final String file;
        private final String problem;
        private final boolean internal;

        ServerError(String file, String problem, boolean internal) {
            super(file + " " + problem);
            this.file = file;
            this.problem = problem;
            this.internal = internal;
        }

        /** @return the same failure after the last attempt */
        UnreadableFileException lasting() {
            return new UnreadableFileException(file, problem);
        }

        /** @return whether this is an HTTP 500, which also stands for an unknown commit (contract §6.4) */
        boolean isInternal() {
            return internal;
        }
    }

    /** Names of the settings for address and token. */
    record Settings(String url, String token) {

        static final Settings OWN = new Settings("sli-provider.resource.url", "sli-provider.resource.token");
        static final Settings OF_GATEWAY = new Settings("KEPTN_API_ENDPOINT", "KEPTN_API_TOKEN");
    }

    /**
     * The subject of the messages.
     *
     * @param file name, level and project
     * @param place of the service
     * @param scope of the request
     * @param authenticated whether a token was sent
     * @param settings that may be wrong
     */
    record Context(String file, String place, Scope scope, boolean authenticated, Settings settings) {

        ProjectFile read(int status, String body) {
            JsonNode json = json(body);
            return switch (status) {
                case 200 -> ProjectFile.of(file, content(json));
                case 404 -> notFound(json, body);
                case 401, 403 ->
                    throw new UnreadableFileException(
                            file,
                            prefix(status)
                                    + (authenticated
                                            ? "the Keptn API token is refused; check " + settings.token()
                                            : "a Keptn API token is needed; set " + settings.token()));
                case 424 ->
                    throw new UnreadableFileException(
                            file,
                            prefix(status) + "Keptn cannot log in to the git repository of project " + scope.project()
                                    + " (" + message(json, body) + "); renew its token with keptn update project");
                case 429 -> throw new ServerError(file, prefix(status) + message(json, body), false);
                default -> {
                    String problem = prefix(status) + message(json, body);
                    throw status >= 500
                            ? new ServerError(file, problem, status == 500)
                            : new UnreadableFileException(file, problem);
                }
            };
        }

        /** @param location where to */
        UnreadableFileException redirected(int status, Optional<String> location) {
            String where = location.map(HttpAddress::redirect).orElse("");
            return new UnreadableFileException(
                    file,
                    "cannot be read: " + place + " answered HTTP " + status + where
                            + "; redirects are not followed: check " + settings.url());
        }

        /** A too large response is not requested again, because the next one is as large. */
        RuntimeException unreachable(Throwable failure) {
            if (ServiceFailure.isOversize(failure)) {
                return new UnreadableFileException(
                        file,
                        "cannot be read from " + place + ": " + failure.getMessage()
                                + "; a file may have 1 MiB, so check what " + settings.url() + " leads to");
            }
            return new ServerError(
                    file,
                    "cannot be read: " + place + " gives no answer (" + ServiceFailure.why(failure) + "); check "
                            + settings.url() + " and that the service runs",
                    false);
        }

        /** Only a missing file means that the level has no file; a missing project, stage or service is a mistake. */
        private ProjectFile notFound(JsonNode json, String body) {
            if (json.isMissingNode()) {
                throw new UnreadableFileException(
                        file,
                        prefix(404) + "the service has no such route (\"" + quote(body) + "\"); check "
                                + settings.url());
            }
            String message = json.path("message").asText();
            return switch (message.toLowerCase(Locale.ROOT)) {
                case "resource not found" -> ProjectFile.absent(file);
                case "project not found" ->
                    throw UnreadableFileException.without(
                            "project " + scope.project(),
                            file,
                            prefix(404) + "Keptn has no project \"" + scope.project()
                                    + "\", or cannot clone its repository");
                case "stage not found" ->
                    throw UnreadableFileException.without(
                            "stage " + scope.stage(),
                            file,
                            prefix(404) + "project " + scope.project() + " has no stage \"" + scope.stage() + "\"");
                case "service not found" ->
                    throw UnreadableFileException.without(
                            "service " + scope.service(),
                            file,
                            prefix(404) + "stage " + scope.stage() + " of project " + scope.project()
                                    + " has no service \"" + scope.service() + "\"");
                case "could not find credentials for upstream repository" ->
                    throw new UnreadableFileException(
                            file,
                            prefix(404) + "Keptn has no git credentials for project \"" + scope.project()
                                    + "\": usually there is no such project");
                case "upstream repository not found" ->
                    throw new UnreadableFileException(
                            file,
                            prefix(404) + "the git repository of project " + scope.project()
                                    + " does not exist; check the remote URL that Keptn has for it");
                default -> throw new UnreadableFileException(file, prefix(404) + message(json, body));
            };
        }

        private String content(JsonNode json) {
            JsonNode content = json.path("resourceContent");
            if (!content.isTextual()) {
                throw new UnreadableFileException(
                        file,
                        "cannot be read: " + place + " answered without resourceContent; check " + settings.url());
            }
            try {
                byte[] bytes = Base64.getDecoder().decode(content.textValue().replaceAll("\\s", ""));
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (IllegalArgumentException e) {
                throw new UnreadableFileException(
                        file, "cannot be read: resourceContent from " + place + " is not base64: " + e.getMessage());
            } catch (CharacterCodingException e) {
                throw new UnreadableFileException(file, "is not UTF-8; save it in that encoding");
            }
        }

        private String prefix(int status) {
            return "cannot be read: " + place + " answered HTTP " + status + ": ";
        }

        private static String message(JsonNode json, String body) {
            return Optional.of(json.path("message").asText())
                    .filter(text -> !text.isBlank())
                    .orElse(quote(body));
        }

        private static String quote(String body) {
            return body.strip().lines().findFirst().map(Excerpt::of).orElse("no text");
        }

        private static JsonNode json(String body) {
            try {
                JsonNode json = JSON.readTree(body);
                return json.isObject() ? json : MissingNode.getInstance();
            } catch (JsonProcessingException e) {
                return MissingNode.getInstance();
            }
        }
    }
}
