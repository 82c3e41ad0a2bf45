package dev.sliprovider.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;

/**
 * A server on a loopback port that answers some requests well, over a connection that is kept, and others with a
 * {@link Fault}. It writes to sockets itself: no HTTP library would do what it has to do.
 */
public final class FaultyPeer implements AutoCloseable {

    /** How long a connection is left open behind a fault. Longer than any deadline of these tests. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");

    /** How a client begins that takes this for a server of TLS; servers of HTTP say that they do not understand. */
    private static final int TLS_HANDSHAKE = 0x16;

    private static final String NO_HTTP = "";

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> left = ConcurrentHashMap.newKeySet();
    private final Function<String, Optional<Fault>> fault;
    private final UnaryOperator<String> well;

    /**
     * @param fault of a request, given head and body, or none
     * @param well body of the answer to all others
     */
    FaultyPeer(Function<String, Optional<Fault>> fault, String well) throws IOException {
        this(fault, request -> Fault.whole(200, well), ServerSocketFactory.getDefault());
    }

    /**
     * @param fault of a request, given head and body, or none
     * @param well the whole answer to all others, given the same
     * @param sockets makes those of TLS, or plain ones
     */
    public FaultyPeer(Function<String, Optional<Fault>> fault, UnaryOperator<String> well, ServerSocketFactory sockets)
            throws IOException {
        this(fault, well, sockets, 0);
    }

    /** @param port that it has; 0 for one that is free */
    FaultyPeer(
            Function<String, Optional<Fault>> fault, UnaryOperator<String> well, ServerSocketFactory sockets, int port)
            throws IOException {
        this.fault = fault;
        this.well = well;
        this.server = sockets.createServerSocket(port, 1000, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    public String authority() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** @return connections that a fault left open and that who asked has not closed either */
    public int leftOpen() {
        return left.size();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : open) {
            connection.close();
        }
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        open.add(connection);
        try (connection) {
            var in = new BufferedInputStream(connection.getInputStream());
            Optional<String> request = read(in);
            while (request.isPresent()) {
                Optional<Fault> chosen =
                        request.filter(text -> !text.equals(NO_HTTP)).flatMap(fault);
                if (chosen.isPresent()) {
                    goWrong(chosen.get(), connection, in);
                    return;
                }
                if (request.get().equals(NO_HTTP)) {
                    connection.getOutputStream().write(Fault.whole(400, "").getBytes(StandardCharsets.UTF_8));
                    return;
                }
                byte[] answer = well.apply(request.get()).getBytes(StandardCharsets.UTF_8);
                connection.getOutputStream().write(answer);
                request = read(in);
            }
        } catch (IOException e) {
            // Who asked has left, which is for the test to judge.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            left.remove(connection);
            open.remove(connection);
        }
    }

    /** Behind the fault the connection stays until who asked closes it. */
    private void goWrong(Fault fault, Socket connection, InputStream in) throws IOException, InterruptedException {
        left.add(connection);
        fault.wire().answer(connection);
        if (!connection.isClosed()) {
            connection.setSoTimeout((int) PATIENCE.toMillis());
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static Optional<String> read(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            if (next == TLS_HANDSHAKE && head.size() == 0) {
                return Optional.of(NO_HTTP);
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        Matcher length = LENGTH.matcher(text);
        int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return Optional.of(text + new String(in.readNBytes(bytes), StandardCharsets.UTF_8));
    }
}
