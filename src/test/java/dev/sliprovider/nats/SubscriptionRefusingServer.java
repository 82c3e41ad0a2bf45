package dev.sliprovider.nats;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A NATS server that takes no subscription, says so, and keeps the connection, as a real one may. When the limit is raised
 * it tells nobody, and what was refused stays refused.
 */
final class SubscriptionRefusingServer implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger subscriptions = new AtomicInteger();
    private volatile boolean limited = true;

    SubscriptionRefusingServer() throws IOException {
        threads.execute(() -> {
            while (!server.isClosed()) {
                try {
                    Socket connection = server.accept();
                    threads.execute(() -> serve(connection));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    String url() {
        return "nats://127.0.0.1:" + server.getLocalPort();
    }

    void raise() {
        limited = false;
    }

    /** @return how many there were */
    int connections() {
        return connections.get();
    }

    /** @return those that it has taken */
    int subscriptions() {
        return subscriptions.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    private void serve(Socket connection) {
        try (connection) {
            connections.incrementAndGet();
            OutputStream out = connection.getOutputStream();
            send(
                    out,
                    "INFO {\"server_id\":\"deaf\",\"version\":\"2.9.10\",\"proto\":1,\"max_payload\":1048576,\"headers\":true}");
            var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                answer(out, line.split(" ")[0]);
            }
        } catch (IOException e) {
            // Whoever was connected has left.
        }
    }

    private void answer(OutputStream out, String operation) throws IOException {
        switch (operation) {
            case "PING" -> send(out, "PONG");
            case "SUB" -> {
                if (limited) {
                    send(out, "-ERR 'maximum subscriptions exceeded'");
                } else {
                    subscriptions.incrementAndGet();
                }
            }
            default -> {}
        }
    }

    private static void send(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
