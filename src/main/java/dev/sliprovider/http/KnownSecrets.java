package dev.sliprovider.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The secrets of a request, in the forms in which a server may repeat them.
 *
 * @param all everything that is replaced in what a server says about the request
 * @param ofData what is replaced in data, too
 */
public record KnownSecrets(List<String> all, List<String> ofData) {

    /** Shorter texts are too much like other words, and weak as secrets. */
    private static final int SHORTEST = 6;

    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

    private static final String BASIC = "Basic ";

    /** @return the secrets with all of their forms */
    public static KnownSecrets of(Stream<String> all, Stream<String> ofData) {
        return new KnownSecrets(forms(all), forms(ofData));
    }

    /** @return the value of the header with its scheme and without; of basic authentication also what is encoded in it */
    public static Stream<String> credentials(String authorization) {
        Stream<String> sent = Stream.of(authorization, authorization.replaceFirst("^\\S+ ", ""));
        return authorization.startsWith(BASIC)
                ? Stream.concat(sent, decoded(authorization.substring(BASIC.length())))
                : sent;
    }

    private static Stream<String> decoded(String basic) {
        try {
            String pair = new String(Base64.getDecoder().decode(basic.strip()), StandardCharsets.UTF_8);
            return Stream.of(pair, pair.substring(pair.indexOf(':') + 1));
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }

    /** @return the password of the proxy, and what it is sent as */
    public static Stream<String> credentials(Proxy proxy) {
        String password = proxy.password().reveal();
        String pair = proxy.user().orElse("") + ":" + password;
        return Stream.of(password, pair, base64(pair));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * As they are, as in an address, as in HTML, JSON and headers, and in base64; the longest first, so that no rest of one remains. Padding
     * is left out, because not all write it.
     */
    private static List<String> forms(Stream<String> secrets) {
        return secrets.filter(secret -> secret.length() >= SHORTEST)
                .flatMap(secret -> {
                    String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
                    String base64 = base64(secret).replaceFirst("=+$", "");
                    return Stream.of(
                            secret,
                            encoded,
                            encoded.replace("+", "%20"),
                            html(secret),
                            json(secret),
                            // In a header, which is read as Latin 1.
                            new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                            base64,
                            base64.replace('+', '-').replace('/', '_'));
                })
                .distinct()
                .sorted((one, other) -> Integer.compare(other.length(), one.length()))
                .toList();
    }

    /** In a text that is no JSON as a whole. */
    private static String json(String secret) {
        return secret.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String html(String secret) {
        return secret.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;");
    }

    /**
     * @param isResult whether the member {@code data} of the JSON has values and labels
     * @return the body without the secrets, with escapes or without
     */
    public byte[] without(byte[] body, boolean isResult) {
        return all.isEmpty() || !mayRepeat(body)
                ? body
                : RedactedJson.of(this, isResult, body).orElseGet(() -> ofText(new String(body, StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** A text that is no JSON may be a part of one: its escapes are resolved if one of the secrets is hidden in them. */
    private String ofText(String text) {
        String resolved = ESCAPE.matcher(text)
                .replaceAll(
                        escape -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(escape.group(1), 16))));
        String redacted = without(all, resolved);
        return redacted.equals(resolved) ? text : redacted;
    }

    /** With escapes, a text may look like no secret and be one. */
    private boolean mayRepeat(byte[] body) {
        return has(body, "\\") || all.stream().anyMatch(secret -> has(body, secret));
    }

    private static boolean has(byte[] body, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i <= body.length - wanted.length; i++) {
            if (body[i] == wanted[0] && Arrays.equals(body, i, i + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }

    static String without(List<String> secrets, String text) {
        String redacted = text;
        for (String secret : secrets) {
            redacted = redacted.replace(secret, "***");
        }
        return redacted;
    }
}
