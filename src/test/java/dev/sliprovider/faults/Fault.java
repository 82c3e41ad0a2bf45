package dev.sliprovider.faults;

import java.io.IOException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;

/**
 * One way in which an HTTP server can go wrong after it has read a request.
 *
 * @param name of the fault, one word for each hyphen
 * @param says what the answer to the event has to say of it, a regular expression
 */
public record Fault(String name, String says, Wire wire) {

    /** What the server does with the connection; it is closed by who asked, or after {@link FaultyPeer#PATIENCE}. */
    public interface Wire {
        void answer(Socket connection) throws IOException, InterruptedException;
    }

    private static final long DRIP = 50;

    /** Never answers. */
    public static Fault hangs(String name, String says) {
        return new Fault(name, says, connection -> {});
    }

    /** These bytes, and then nothing on an open connection. */
    public static Fault stays(String name, String says, String bytes) {
        return new Fault(name, says, connection -> write(connection, bytes));
    }

    /** These bytes, and then the end of the connection. */
    public static Fault closes(String name, String says, String bytes) {
        return new Fault(name, says, connection -> {
            write(connection, bytes);
            connection.close();
        });
    }

    /** These bytes, and then a reset. */
    public static Fault resets(String name, String says, String bytes) {
        return new Fault(name, says, connection -> {
            write(connection, bytes);
            connection.setOption(StandardSocketOptions.SO_LINGER, 0);
            connection.close();
        });
    }

    /** A beginning, and then these bytes over and over, some ten megabytes a second. */
    public static Fault floods(String name, String says, String head, String more) {
        String block = more.repeat(Math.max(1, 65_536 / more.length()));
        return new Fault(name, says, connection -> {
            write(connection, head);
            while (true) {
                write(connection, block);
                // A pause, so that the other processes get CPU time.
                Thread.sleep(5);
            }
        });
    }

    /** These bytes, one by one, with a pause after each, over and over. */
    public static Fault drips(String name, String says, String head, String more) {
        return new Fault(name, says, connection -> {
            write(connection, head);
            for (int i = 0; ; i = (i + 1) % more.length()) {
                write(connection, more.substring(i, i + 1));
                // The pause is the fault.
                Thread.sleep(DRIP);
            }
        });
    }

    /** A whole answer with this status and body. */
    public static Fault answers(String name, String says, int status, String body) {
        return answers(name, says, status, "", body.getBytes(StandardCharsets.UTF_8));
    }

    /** @param headers more of them, each with CR and LF */
    public static Fault answers(String name, String says, int status, String headers, byte[] body) {
        return new Fault(name, says, connection -> {
            write(connection, head(status, headers + "Connection: close\r\n", body.length));
            connection.getOutputStream().write(body);
            connection.close();
        });
    }

    /** A whole answer that keeps the connection. */
    public static String whole(int status, String body) {
        return head(status, "", body.getBytes(StandardCharsets.UTF_8).length) + body;
    }

    public static String head(int status, String headers, long length) {
        return "HTTP/1.1 " + status + " Some Reason\r\nContent-Type: application/json\r\n" + headers
                + "Content-Length: " + length + "\r\n\r\n";
    }

    private static void write(Socket connection, String bytes) throws IOException {
        connection.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        connection.getOutputStream().flush();
    }
}
