package dev.sliprovider.peers;

import com.sun.net.httpserver.HttpExchange;
import dev.sliprovider.fakekeptn.Reply;
import dev.sliprovider.scenario.RecordingServer;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** A server of JSON that can be made to fail or to hang. */
public abstract class FaultyServer extends RecordingServer implements AutoCloseable {

    private static final long LONGEST = 60;

    private volatile int status;
    private volatile CountDownLatch hanging = new CountDownLatch(0);

    /** @param tls for HTTPS, or null */
    FaultyServer(SSLContext tls) {
        super(tls);
    }

    abstract Reply reply(Request request);

    /** Answers everything with this status from now on, and a page as a proxy before it would have. */
    public void fail(int status) {
        recover();
        this.status = status;
    }

    /** Takes requests and answers none until {@link #recover}, which answers those too. */
    public void hang() {
        recover();
        hanging = new CountDownLatch(1);
    }

    /** Ends what is the matter with it. */
    public void recover() {
        status = 0;
        hanging.countDown();
    }

    @Override
    protected final void answer(Request request, HttpExchange exchange) throws IOException, InterruptedException {
        hanging.await(LONGEST, TimeUnit.SECONDS);
        int failure = status;
        if (failure > 0) {
            send(exchange, failure, "text/html", "<html><body><h1>" + failure + "</h1></body></html>");
            return;
        }
        Reply reply = reply(request);
        send(exchange, reply.status(), "application/json", reply.body().toString());
    }

    @Override
    public void close() {
        recover();
        stop();
    }
}
