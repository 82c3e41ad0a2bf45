package dev.sliprovider.peers;

import dev.sliprovider.secrets.ProgramOutput;
import dev.sliprovider.secrets.Secrets;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A company's forward proxy: tunnels for HTTPS (CONNECT), and requests for absolute URLs. It keeps no connection open
 * after one request that is not a tunnel.
 */
public final class ForwardProxy implements AutoCloseable {

    /**
     * What it was asked for.
     *
     * @param method CONNECT for a tunnel
     * @param target host and port of a tunnel, else a URL
     * @param authorization the header Proxy-Authorization
     */
    public record Asked(String method, String target, Optional<String> authorization) {}

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<String, String> hosts = new ConcurrentHashMap<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ServerSocket server;
    private final Thread acceptor;
    private volatile Optional<String> required = Optional.empty();

    public ForwardProxy() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        acceptor = Thread.ofVirtual().start(this::accept);
    }

    /** Serves only who has these credentials. */
    public ForwardProxy requireBasic(String user, String password) {
        Secrets.register(password);
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        required = Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
        return this;
    }

    /** It alone knows this host, which is at 127.0.0.1: who reaches it there came through the proxy. */
    public ForwardProxy knows(String host) {
        hosts.put(host, "127.0.0.1");
        return this;
    }

    /** @return host and port */
    public String address() {
        return "127.0.0.1:" + port();
    }

    /** @return its port */
    public int port() {
        return server.getLocalPort();
    }

    /** @return base URL */
    public String url() {
        return "http://" + address();
    }

    /** @return every request, also those it refused */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        try {
            server.close();
            // The port is free only after whoever accepts has noticed.
            acceptor.join(Duration.ofSeconds(5));
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                // Closed, or the client was gone at once.
            }
        }
    }

    private void serve(Socket client) {
        sockets.add(client);
        try (client) {
            ProxyRequest request = ProxyRequest.read(client.getInputStream());
            ProgramOutput.request(request.method(), request.target(), "");
            asked.add(new Asked(request.method(), request.target(), request.authorization()));
            if (required.isPresent() && !required.equals(request.authorization())) {
                refuse(client, "407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"proxy\"\r\n");
            } else if (request.method().equals("CONNECT")) {
                tunnel(client, URI.create("tunnel://" + request.target()), "");
            } else if (request.target().startsWith("http://")) {
                tunnel(client, URI.create(request.target()), request.forwarded());
            } else {
                refuse(client, "400 Bad Request", "");
            }
        } catch (IOException e) {
            // One of the two is gone; the other sees its connection end.
        } finally {
            sockets.remove(client);
        }
    }

    /** @param first what the target is told first; nothing for a tunnel, which the client is told of */
    private void tunnel(Socket client, URI target, String first) throws IOException {
        int port = target.getPort() < 0 ? 80 : target.getPort();
        try (var upstream = new Socket(hosts.getOrDefault(target.getHost(), target.getHost()), port)) {
            sockets.add(upstream);
            if (first.isEmpty()) {
                write(client.getOutputStream(), "HTTP/1.1 200 Connection established\r\n\r\n");
            } else {
                write(upstream.getOutputStream(), first);
            }
            Thread up = Thread.ofVirtual().start(() -> copy(client, upstream));
            copy(upstream, client);
            client.close();
            up.join();
            sockets.remove(upstream);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            if (!client.isClosed()) {
                refuse(client, "502 Bad Gateway", "");
            }
        }
    }

    private static void refuse(Socket client, String status, String header) throws IOException {
        write(
                client.getOutputStream(),
                "HTTP/1.1 " + status + "\r\n" + header + "Content-Length: 0\r\nConnection: close\r\n\r\n");
        client.shutdownOutput();
        // What the client still sends is read, or it would see a reset before the answer.
        client.setSoTimeout(1000);
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // Either end may go at any time.
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
