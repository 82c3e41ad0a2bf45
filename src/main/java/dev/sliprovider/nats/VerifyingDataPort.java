package dev.sliprovider.nats;

import io.nats.client.Connection;
import io.nats.client.Options;
import io.nats.client.impl.SocketDataPortWithWriteTimeout;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A socket that checks that the certificate of a server is issued for its host; jnats itself does not identify the
 * endpoint. The library creates it by its name, so it is public and registered for reflection.
 */
@RegisterForReflection(fields = false)
public final class VerifyingDataPort extends SocketDataPortWithWriteTimeout {

    @Override
    public void upgradeToSecure() throws IOException {
        Options options = ((Connection) connection).getOptions();
        var tls = (SSLSocket) options.getSslContext().getSocketFactory().createSocket(socket, host, port, true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.setUseClientMode(true);
        int readTimeout = tls.getSoTimeout();
        tls.setSoTimeout((int) options.getConnectionTimeout().toMillis());
        tls.startHandshake();
        tls.setSoTimeout(readTimeout);
        socket = tls;
        in = tls.getInputStream();
        out = tls.getOutputStream();
        isSecure = true;
    }
}
