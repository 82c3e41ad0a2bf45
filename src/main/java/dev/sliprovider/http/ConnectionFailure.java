package dev.sliprovider.http;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.NotSslRecordException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * The reason why a request has no response. This is the only class that classifies failures between this program and a
 * server. The remedy depends on the server, so the package that calls that server adds it.
 *
 * @param kind of the failure
 * @param cause a sentence for people, without address and remedy
 */
public record ConnectionFailure(Kind kind, String cause) {

    /** Maximum bytes of all headers of a response. */
    static final int LARGEST_HEADER = 32 * 1024;

    /** The kinds of failures. */
    public enum Kind {
        NAME_NOT_RESOLVED(Stage.CONNECTING, "the host name cannot be resolved"),
        NO_ROUTE(Stage.CONNECTING, "there is no route to the host"),
        CONNECTION_REFUSED(Stage.CONNECTING, "the connection was refused"),
        CONNECT_TIMEOUT(Stage.CONNECTING, "no connection in time"),
        CONNECTION_BROKEN(Stage.CONNECTED, "the connection broke"),
        UNKNOWN_AUTHORITY(Stage.CONNECTED, "the server's certificate is signed by an unknown authority"),
        CERTIFICATE_EXPIRED(Stage.CONNECTED, "the server's certificate has expired or is not yet valid"),
        CERTIFICATE_FOR_ANOTHER_HOST(Stage.CONNECTED, "the server's certificate is for another host name"),
        CLIENT_CERTIFICATE_NEEDED(Stage.CONNECTED, "the server rejects our client certificate, or requires one"),
        NO_TLS(Stage.CONNECTED, "the server does not speak TLS at this port"),
        TLS_FAILED(Stage.CONNECTED, "the TLS connection failed"),
        PROXY_UNAUTHENTICATED(Stage.AT_THE_PROXY, "the proxy requires credentials, or others"),
        PROXY_FAILED(Stage.AT_THE_PROXY, "the proxy did not connect"),
        NO_ANSWER_IN_TIME(Stage.CONNECTED, "no answer in time"),
        NO_ACCESS_TOKEN(Stage.BEFORE, "no access token"),
        NOT_HTTP(Stage.CONNECTED, "the answer is not HTTP"),
        OVERSIZE_HEADER(Stage.CONNECTED, "the headers of the answer are larger than " + LARGEST_HEADER + " bytes"),
        OVERSIZE_ANSWER(Stage.CONNECTED, "the answer is larger than");

        private final Stage stage;
        private final String says;

        Kind(Stage stage, String says) {
            this.stage = stage;
            this.says = says;
        }

        /** @return the sentence for the failure, if no details are known */
        public String says() {
            return says;
        }

        /** @return whether the proxy failed or refused the request */
        public boolean isOfProxy() {
            return stage == Stage.AT_THE_PROXY;
        }

        /** @return the failure without details */
        public ConnectionFailure failure() {
            return failure(says);
        }

        /** @param cause the whole sentence */
        public ConnectionFailure failure(String cause) {
            return new ConnectionFailure(this, cause);
        }

        /** @param detail a text of a library or a server */
        private ConnectionFailure because(String detail) {
            return failure(says + " (" + Excerpt.of(detail) + ")");
        }
    }

    private enum Stage {
        BEFORE,
        CONNECTING,
        AT_THE_PROXY,
        CONNECTED
    }

    private static final Pattern PROXY_STATUS = Pattern.compile("status: (\\d{3})");
    private static final Pattern ANOTHER_HOST = Pattern.compile("(?s)No (?:name|subject) .*");
    private static final Pattern REJECTED_BY_SERVER = Pattern.compile(
            "(?s)(?:Received fatal alert|\\(\\w+\\)).*(?:certificate|unknown_ca|access_denied|handshake_failure).*");

    /**
     * @param phase the step that failed, such as "while connecting"
     * @return the failure of the connection or of the name resolution
     */
    public static ConnectionFailure of(Throwable failure, String phase) {
        return switch (failure) {
            case UnauthenticatedException e -> Kind.NO_ACCESS_TOKEN.failure(e.getMessage());
            case UnknownHostException e -> Kind.NAME_NOT_RESOLVED.failure();
            case ProxyConnectException e -> ofProxy(e);
            case NotSslRecordException e -> Kind.NO_TLS.failure();
            case SSLException e -> ofTls(e);
            // An alert of TLS 1.3 that arrives after the handshake.
            case DecoderException e when e.getCause() instanceof SSLException tls -> ofTls(tls);
            case TooLongFrameException e -> Kind.OVERSIZE_HEADER.failure();
            case DecompressionException e ->
                Kind.NOT_HTTP.failure("the body of the answer is not compressed as its header says");
            case Throwable e
            when String.valueOf(e.getMessage()).startsWith("HTTP header is larger") -> Kind.OVERSIZE_HEADER.failure();
            // Vert.x reports an unreadable status line, header or chunk with this exception; its text quotes the
            // received bytes.
            case IllegalArgumentException e -> Kind.NOT_HTTP.failure();
            case TimeoutException e -> Kind.NO_ANSWER_IN_TIME.failure(Kind.NO_ANSWER_IN_TIME.says + " while " + phase);
            case ConnectTimeoutException e -> Kind.CONNECT_TIMEOUT.failure();
            case NoRouteToHostException e -> Kind.NO_ROUTE.failure();
            case ConnectException e -> Kind.CONNECTION_REFUSED.failure();
            default ->
                Kind.CONNECTION_BROKEN.failure(
                        Kind.CONNECTION_BROKEN.says + " while " + phase + Excerpt.afterColon(failure));
        };
    }

    /** @return the same failure, or that the proxy cannot be reached if there is no connection to it */
    ConnectionFailure through(Proxy proxy) {
        return kind.stage == Stage.CONNECTING
                ? Kind.PROXY_FAILED.failure("the proxy " + proxy + " cannot be reached: " + cause)
                : this;
    }

    /** The text of the library contains only the addresses. */
    private static ConnectionFailure ofProxy(ProxyConnectException e) {
        Matcher status = PROXY_STATUS.matcher(String.valueOf(e.getMessage()));
        if (!status.find()) {
            return Kind.PROXY_FAILED.failure();
        }
        return status.group(1).equals("407")
                ? Kind.PROXY_UNAUTHENTICATED.failure(Kind.PROXY_UNAUTHENTICATED.says + " (HTTP 407)")
                : Kind.PROXY_FAILED.failure("the proxy answered HTTP " + status.group(1));
    }

    private static ConnectionFailure ofTls(SSLException failure) {
        for (Throwable cause : causes(failure)) {
            String said = String.valueOf(cause.getMessage());
            if (cause instanceof NotSslRecordException) {
                return Kind.NO_TLS.failure();
            }
            if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException) {
                return Kind.CERTIFICATE_EXPIRED.because(said);
            }
            if (ANOTHER_HOST.matcher(said).matches()) {
                return Kind.CERTIFICATE_FOR_ANOTHER_HOST.because(said);
            }
            if (said.contains("unable to find valid certification path")) {
                return Kind.UNKNOWN_AUTHORITY.failure();
            }
            if (REJECTED_BY_SERVER.matcher(said).matches()) {
                return Kind.CLIENT_CERTIFICATE_NEEDED.because(said);
            }
        }
        return Kind.TLS_FAILED.failure(Kind.TLS_FAILED.says + Excerpt.afterColon(failure));
    }

    /** The innermost exception first, because it has the most details. */
    private static List<Throwable> causes(Throwable failure) {
        var causes = new ArrayList<Throwable>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.addFirst(cause);
        }
        return causes;
    }
}
