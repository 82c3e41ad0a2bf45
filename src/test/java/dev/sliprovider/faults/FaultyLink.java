package dev.sliprovider.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What lies between a client and a server: it carries bytes both ways until it is told to do something else. */
public final class FaultyLink implements AutoCloseable {

    /** What the line does; what was lost stays lost when it is well again. */
    public enum Trouble {
        NONE,
        /** Connections are closed, and new ones as soon as they are open. */
        CLOSED,
        /** Connections stay open, and nothing comes out of either end any more. */
        BLACK_HOLE,
        /** Only what the server sends is lost. */
        SERVER_UNHEARD,
        /** Only what the client sends is lost. */
        CLIENT_UNHEARD,
        /** The connection is reset in the midst of what the client sends. */
        RESET_HALF_WAY,
        /** What the server sends is mixed with what it never sent. */
        GARBAGE,
        /** A byte at a time. */
        DRIP,
        /** Everything is late. */
        LATE
    }

    private static final int LATENCY = 200;
    private static final byte[] NOISE = "\0\1\2SSH-2.0 no NATS\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile Trouble trouble = Trouble.NONE;

    /** @param port of the server, on the loopback interface */
    public FaultyLink(int port) throws IOException {
        this.port = port;
        threads.execute(this::accept);
    }

    /** @return the port for the client */
    public int port() {
        return listener.getLocalPort();
    }

    /** From now on, also on the connections that are open. */
    public void trouble(Trouble next) throws IOException {
        trouble = next;
        if (next == Trouble.CLOSED) {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        trouble(Trouble.CLOSED);
        threads.shutdownNow();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (trouble == Trouble.CLOSED) {
                    client.close();
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                open.add(client);
                open.add(server);
                threads.execute(() -> carry(client, server, true));
                threads.execute(() -> carry(server, client, false));
            } catch (IOException e) {
                // The server is unavailable, or the test is over: the client notices.
            }
        }
    }

    private void carry(Socket from, Socket to, boolean fromClient) {
        try (from;
                to) {
            byte[] bytes = new byte[8192];
            for (int length = from.getInputStream().read(bytes);
                    length >= 0;
                    length = from.getInputStream().read(bytes)) {
                pass(bytes, length, to, fromClient);
            }
        } catch (IOException e) {
            // The end of the connection, which both sides see.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private void pass(byte[] bytes, int length, Socket to, boolean fromClient)
            throws IOException, InterruptedException {
        var out = to.getOutputStream();
        switch (trouble) {
            case NONE -> out.write(bytes, 0, length);
            case CLOSED -> to.close();
            case BLACK_HOLE -> {
                // Lost.
            }
            case SERVER_UNHEARD -> out.write(bytes, 0, fromClient ? length : 0);
            case CLIENT_UNHEARD -> out.write(bytes, 0, fromClient ? 0 : length);
            case RESET_HALF_WAY -> {
                out.write(bytes, 0, fromClient ? length / 2 : length);
                if (fromClient) {
                    to.setOption(StandardSocketOptions.SO_LINGER, 0);
                    to.close();
                }
            }
            case GARBAGE -> {
                if (!fromClient) {
                    out.write(NOISE);
                }
                out.write(bytes, 0, length);
            }
            case DRIP -> {
                for (int i = 0; i < length; i++) {
                    out.write(bytes, i, 1);
                    // The pause is the fault.
                    Thread.sleep(1);
                }
            }
            case LATE -> {
                // The delay is the fault.
                Thread.sleep(LATENCY);
                out.write(bytes, 0, length);
            }
        }
    }
}
