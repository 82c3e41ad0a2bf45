package dev.sliprovider.peers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a client asks a proxy for; its body is not read.
 *
 * @param headers as they stood on the wire
 */
record ProxyRequest(String method, String target, List<String> headers) {

    private static final int LONGEST = 64 * 1024;

    /** What is between the client and the proxy only, and what would keep the connection for a second request. */
    private static final Pattern OF_THE_CONNECTION =
            Pattern.compile("(?i)(proxy-[^:]*|connection|keep-alive|upgrade|http2-settings):.*");

    static ProxyRequest read(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0 || bytes.size() > LONGEST) {
                throw new IOException("no request");
            }
            bytes.write(next);
        }
        List<String> head =
                bytes.toString(StandardCharsets.ISO_8859_1).strip().lines().toList();
        String[] line = head.getFirst().split(" ");
        return new ProxyRequest(line[0], line[1], head.subList(1, head.size()));
    }

    Optional<String> authorization() {
        return headers.stream()
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith("proxy-authorization:"))
                .map(header -> header.substring(header.indexOf(':') + 1).strip())
                .findFirst();
    }

    /** @return what the target is sent instead */
    String forwarded() {
        URI uri = URI.create(target);
        var text = new StringBuilder(method).append(' ');
        text.append(uri.getRawPath().isEmpty() ? "/" : uri.getRawPath());
        if (uri.getRawQuery() != null) {
            text.append('?').append(uri.getRawQuery());
        }
        text.append(" HTTP/1.1\r\n");
        headers.stream()
                .filter(header -> !OF_THE_CONNECTION.matcher(header).matches())
                .forEach(header -> text.append(header).append("\r\n"));
        return text.append("Connection: close\r\n\r\n").toString();
    }
}
