package dev.sliprovider.http;

import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Accepts and records any certificate. Only for connections over which no request is sent. */
final class CertificateRecorder extends X509ExtendedTrustManager {

    private final AtomicReference<List<X509Certificate>> chain = new AtomicReference<>(List.of());

    /** @return the server's certificates, its own first; empty if it has not sent any yet */
    List<X509Certificate> chain() {
        return chain.get();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String type) {
        chain.set(List.of(certificates));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String type, Socket socket) {
        checkServerTrusted(certificates, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String type, SSLEngine engine) {
        checkServerTrusted(certificates, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String type) {
        throw new IllegalStateException("we are the client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String type, Socket socket) {
        checkClientTrusted(certificates, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String type, SSLEngine engine) {
        checkClientTrusted(certificates, type);
    }
}
