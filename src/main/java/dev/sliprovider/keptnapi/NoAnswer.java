package dev.sliprovider.keptnapi;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.ssl.NotSslRecordException;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;

/** Says in words why a {@link ServiceClient} has no answer. */
public final class NoAnswer {

    private NoAnswer() {}

    /** @return whether no answer came in time */
    public static boolean isLate(Throwable failure) {
        return root(failure) instanceof TimeoutException;
    }

    /** @return in a few words why one of Keptn's services gave no answer */
    public static String why(Throwable failure) {
        return why(failure, Trust.KEPTN);
    }

    /** @param trust whose certificates hold for who was asked */
    static String why(Throwable failure, Trust trust) {
        Throwable root = root(failure);
        // Its text has the bytes that came.
        if (root instanceof NotSslRecordException) {
            return "it does not speak TLS at this port";
        }
        if (root instanceof UnknownHostException) {
            return "the host name cannot be resolved";
        }
        if (root instanceof GeneralSecurityException) {
            return "its certificate is not trusted: " + root.getMessage() + whatToDo(root, trust);
        }
        if (root instanceof SSLException) {
            return "the TLS connection failed: " + root.getMessage();
        }
        if (root instanceof HttpClosedException || root.getMessage() == null && root instanceof IOException) {
            return "the connection was closed";
        }
        // So the HTTP library says that it cannot read a status line, a header or a chunk; its text quotes them.
        if (root instanceof IllegalArgumentException) {
            return "what came is no HTTP";
        }
        if (root instanceof TooLongFrameException) {
            return "its HTTP header is larger than it may be";
        }
        if (isLate(root)) {
            return "nothing came in time";
        }
        // Texts of other exceptions may repeat what was sent.
        return root instanceof IOException ? root.getMessage() : root.getClass().getSimpleName();
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    private static String whatToDo(Throwable untrusted, Trust trust) {
        if (untrusted instanceof CertificateExpiredException || untrusted instanceof CertificateNotYetValidException) {
            return "; it is outside its time, so it has to be renewed, or a clock is wrong";
        }
        boolean isForAnother = String.valueOf(untrusted.getMessage()).matches("(?s)No (name|subject) .*");
        return isForAnother
                ? "; it is for another host name, so use the name that is in it"
                : "; name the CA with " + trust.setting();
    }
}
