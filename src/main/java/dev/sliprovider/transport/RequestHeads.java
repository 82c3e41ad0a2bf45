package dev.sliprovider.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Closes connections whose request line and headers do not arrive in time, on both ports. An idle timeout cannot do it: a
 * client that sends one byte a second is never idle. Vert.x has no such bound, so this is a handler of Netty in front of
 * Vert.x' own ones.
 */
@Singleton
final class RequestHeads {

    /** From the first byte of a request to the end of its headers, the TLS handshake included. */
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Duration within;

    @Inject
    RequestHeads(Vertx vertx) {
        this(vertx, WITHIN);
    }

    RequestHeads(Vertx vertx, Duration within) {
        this.vertx = vertx;
        this.within = within;
    }

    /** Guards the connections to all ports that are open now. */
    void guard() {
        ((VertxInternal) vertx).getAcceptorEventLoopGroup().forEach(executor -> {
            if (executor instanceof SingleThreadEventLoop loop) {
                loop.execute(() -> loop.registeredChannelsIterator().forEachRemaining(this::guard));
            }
        });
    }

    private void guard(Channel port) {
        if (port instanceof ServerChannel && port.pipeline().get(Accepted.class) == null) {
            port.pipeline().addFirst(new Accepted(within));
        }
    }

    /** The headers of a request have arrived. */
    void arrived(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.connection() instanceof ConnectionBase connection) {
            HeadTimer timer = connection.channel().pipeline().get(HeadTimer.class);
            if (timer != null) {
                timer.arrived(request.version() == HttpVersion.HTTP_2);
                context.addEndHandler(end -> connection.channel().eventLoop().execute(timer::answered));
            }
        }
    }

    /** Gives each new connection its timer. */
    private static final class Accepted extends ChannelInboundHandlerAdapter {
        private final Duration within;

        private Accepted(Duration within) {
            this.within = within;
        }

        @Override
        public void channelRead(ChannelHandlerContext port, Object connection) {
            ((Channel) connection).pipeline().addFirst(new HeadTimer(within));
            port.fireChannelRead(connection);
        }
    }
}
