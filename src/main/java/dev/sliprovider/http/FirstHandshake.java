package dev.sliprovider.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.BouncyCastleUtil;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jboss.logging.Logger;

/**
 * A handshake with oneself, in memory. The first one of a process loads the providers of the Java runtime and computes their
 * tables, which takes as long as all else of a start; a first query that had to do it would exceed its time on a busy
 * machine.
 */
public final class FirstHandshake {

    /** A handshake takes fewer exchanges of messages. */
    private static final int MOST_EXCHANGES = 20;

    private static final Logger LOG = Logger.getLogger(FirstHandshake.class);

    private static boolean isPrepared;

    private FirstHandshake() {}

    /**
     * Loads what the first TLS handshake needs, once; other callers wait for it. Netty looks for Bouncy Castle, which is here
     * for NATS, with the first handshake and on an event loop: that takes up to a second, in which all other requests of that
     * loop would wait, and so do the providers of the Java runtime. The service calls it before it is ready, and clients of
     * https services when they are created, so that the first {@code started} event over TLS is not late.
     */
    public static synchronized void prepare() {
        if (isPrepared) {
            return;
        }
        isPrepared = true;
        BouncyCastleUtil.isBcTlsAvailable();
        try {
            run();
        } catch (GeneralSecurityException | SSLException | RuntimeException e) {
            // A real handshake reports what is wrong, with the server that it concerns.
            LOG.debugf(e, "the handshake with oneself failed");
        }
    }

    /**
     * @return whether both ends have finished it
     * @throws GeneralSecurityException if the Java runtime cannot make a certificate or trust it
     * @throws SSLException if the handshake fails
     */
    static boolean run() throws GeneralSecurityException, SSLException {
        SelfSigned self = SelfSigned.create();
        SslContext server = SslContextBuilder.forServer(self.keys().getPrivate(), self.certificate())
                .sslProvider(SslProvider.JDK)
                .build();
        SslContext client = SslContextBuilder.forClient()
                .trustManager(self.certificate())
                .sslProvider(SslProvider.JDK)
                .endpointIdentificationAlgorithm("")
                .build();
        loadAuthorities();
        return exchange(client, server);
    }

    /** Those of the Java runtime, which are read with the first request that trusts them. */
    private static void loadAuthorities() throws GeneralSecurityException {
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm())
                .init((KeyStore) null);
    }

    private static boolean exchange(SslContext client, SslContext server) {
        var here = new EmbeddedChannel();
        var there = new EmbeddedChannel();
        try {
            SslHandler ours = client.newHandler(here.alloc());
            SslHandler theirs = server.newHandler(there.alloc());
            there.pipeline().addLast(theirs);
            here.pipeline().addLast(ours);
            for (int i = 0; i < MOST_EXCHANGES && !(isDone(ours) && isDone(theirs)); i++) {
                pass(here, there);
                pass(there, here);
            }
            return isDone(ours) && isDone(theirs);
        } finally {
            here.finishAndReleaseAll();
            there.finishAndReleaseAll();
        }
    }

    private static boolean isDone(SslHandler end) {
        return end.handshakeFuture().isSuccess();
    }

    private static void pass(EmbeddedChannel from, EmbeddedChannel to) {
        from.runPendingTasks();
        for (ByteBuf bytes = from.readOutbound(); bytes != null; bytes = from.readOutbound()) {
            to.writeInbound(bytes);
        }
        to.runPendingTasks();
    }
}
