package dev.sliprovider.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Closes one connection if the headers of a request are not complete within a time from its first byte. Used on the event
 * loop of the connection only.
 */
final class HeadTimer extends ChannelInboundHandlerAdapter {

    private final Duration within;
    private Future<?> timer;
    /** Requests that are not answered; on HTTP/1.1 one. */
    private int unanswered;
    /** Frames that belong to no request, such as pings, may arrive at any time. */
    private boolean isHttp2;

    HeadTimer(Duration within) {
        this.within = within;
    }

    @Override
    public void channelRead(ChannelHandlerContext connection, Object bytes) {
        if (timer == null && unanswered == 0 && !isHttp2) {
            timer = connection.executor().schedule(() -> connection.close(), within.toMillis(), TimeUnit.MILLISECONDS);
        }
        connection.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext connection) {
        stop();
        connection.fireChannelInactive();
    }

    /** The headers of a request have arrived. */
    void arrived(boolean isHttp2) {
        this.isHttp2 |= isHttp2;
        unanswered++;
        stop();
    }

    /** A request is answered: the next byte begins another one. */
    void answered() {
        unanswered--;
    }

    private void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
