package dev.sliprovider.faults;

import static dev.sliprovider.faults.Fault.answers;
import static dev.sliprovider.faults.Fault.closes;
import static dev.sliprovider.faults.Fault.drips;
import static dev.sliprovider.faults.Fault.floods;
import static dev.sliprovider.faults.Fault.hangs;
import static dev.sliprovider.faults.Fault.head;
import static dev.sliprovider.faults.Fault.resets;
import static dev.sliprovider.faults.Fault.stays;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What can go wrong with any server of HTTP, below its answers and with them. */
public final class HttpFaults {

    private static final String TIMEOUT = "no answer in time|nothing within|no access token in time";
    private static final String CUT = "(?i)connection was closed|connection reset";
    private static final String NO_HTTP = "the connection broke|not HTTP|headers of the answer are larger";
    private static final String NO_JSON = "JSON|no body|without resourceContent|access_token|no Secret|has no URL";
    private static final String OK = head(200, "", 1000);

    private HttpFaults() {}

    public static List<Fault> all() {
        return List.of(
                hangs("black-hole", TIMEOUT),
                closes("closed-at-once", CUT, ""),
                resets("reset-at-once", CUT, ""),
                stays("half-status-line", TIMEOUT, "HTTP/1.1 2"),
                closes("half-status-line-closed", CUT, "HTTP/1.1 2"),
                stays("head-only", TIMEOUT, OK),
                stays("half-head", TIMEOUT, "HTTP/1.1 200 OK\r\nContent-Type: appl"),
                stays("half-body", TIMEOUT, OK + "{\"status\":"),
                closes("half-body-closed", CUT, OK + "{\"status\":"),
                resets("half-body-reset", CUT, OK + "{\"status\":"),
                drips("a-byte-at-a-time", TIMEOUT, OK, " "),
                drips("head-without-end", TIMEOUT, "HTTP/1.1 200 OK\r\nX-Long: ", "x"),
                stays("length-too-long", TIMEOUT, OK + "{}"),
                stays("length-not-a-number", NO_HTTP, "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n{}"),
                stays("length-negative", NO_HTTP, "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}"),
                stays("two-lengths", NO_HTTP, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{} "),
                closes("chunk-cut", CUT, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{\"sta"),
                stays("chunk-size-wrong", NO_HTTP, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nlots\r\n{}"),
                stays(
                        "last-chunk-missing",
                        TIMEOUT,
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"),
                stays("other-protocol", NO_HTTP, "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"),
                stays("garbage", NO_HTTP, "\0\1\2\3\377\376\r\n\r\n\r\n"),
                stays("status-not-a-number", NO_HTTP, "HTTP/1.1 abc OK\r\nContent-Length: 0\r\n\r\n"),
                floods("header-without-end", NO_HTTP, "HTTP/1.1 200 OK\r\nX-Long: ", "x"),
                floods("headers-without-end", NO_HTTP, "HTTP/1.1 200 OK\r\n", "X-More: of it\r\n"),
                floods("continue-without-end", TIMEOUT + "|" + NO_HTTP, "", "HTTP/1.1 100 Continue\r\n\r\n"),
                floods("body-without-end", "larger than|" + TIMEOUT, head(200, "", 1L << 40), " "),
                answers("redirect-to-itself", "HTTP 302|redirect", 302, "Location: /again\r\n", new byte[0]),
                answers("bad-gateway", "HTTP 502", 502, "<html><h1>502</h1></html>"),
                answers("unavailable-for-long", "HTTP 503", 503, "Retry-After: 86400\r\n", new byte[0]),
                answers("empty", NO_JSON, 200, ""),
                answers("null", NO_JSON, 200, "null"),
                answers("page", NO_JSON, 200, "<html><body>Sign in</body></html>"),
                answers("json-cut", NO_JSON, 200, "{\"status\":\"success\",\"da"),
                answers("json-deep", NO_JSON, 200, "[".repeat(100_000)),
                answers("not-utf-8", NO_JSON, 200, "", new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', '}'}),
                answers("nul-bytes", NO_JSON, 200, "", new byte[100]),
                answers(
                        "not-gzip",
                        NO_JSON,
                        200,
                        "Content-Encoding: gzip\r\n",
                        "plain".getBytes(StandardCharsets.UTF_8)));
    }
}
