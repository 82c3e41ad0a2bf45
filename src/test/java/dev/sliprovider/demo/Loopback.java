package dev.sliprovider.demo;

import dev.sliprovider.cli.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Ports of the loopback interface; demos use no other. */
final class Loopback {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Loopback() {}

    static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    /** @return a port that nobody has */
    static int freePort() throws IOException {
        return Program.freePort();
    }

    /** @return the preferred port if nobody has it, so that printed commands stay the same from run to run */
    static int freePort(int preferred) throws IOException {
        try (var socket = new ServerSocket(preferred, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            return freePort();
        }
    }

    static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5));
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
