package dev.sliprovider.soak;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.cli.Program;
import dev.sliprovider.fakekeptn.FakeKeptn;
import dev.sliprovider.fakekeptn.FakeKeptn.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One of Keptn's services on a port of its own; it can fail, and be started again, with nothing in its memory. */
final class Keptn {

    /** What was begun is taken or refused by then; an answer that is taken and not confirmed would come twice. */
    private static final long BEGUN_MILLIS = 500;

    private final int port = Program.freePort();
    private final Consumer<JsonNode> heard;
    private volatile FakeKeptn service;

    /** @param heard is told of every event that is posted to it */
    Keptn(Consumer<JsonNode> heard) throws IOException {
        this.heard = heard;
        start();
    }

    String url() {
        return "http://localhost:" + port;
    }

    void start() {
        service = new FakeKeptn(port);
        service.project(Events.PROJECT);
        service.sliYaml(Events.PROJECT, Events.sliYaml());
        service.onEvent(heard);
    }

    void stop() throws InterruptedException {
        service.fault(Fault.CUT);
        TimeUnit.MILLISECONDS.sleep(BEGUN_MILLIS);
        service.close();
    }

    /** From now on every connection is closed without an answer. */
    void cut() {
        service.fault(Fault.CUT);
    }

    /** From now on: HTTP 503. */
    void fail() {
        service.fault(Fault.UNAVAILABLE);
    }

    /** From now on the gateway lets nobody in: HTTP 429. */
    void refuse() {
        service.fault(Fault.TOO_MANY_REQUESTS);
    }

    /** Nothing is the matter with it any more. */
    void mend() {
        service.fault(Fault.NONE);
        service.slow(Duration.ZERO);
    }

    void slow(Duration delay) {
        service.slow(delay);
    }

    void forgetRegistrations() {
        service.forgetRegistrations();
    }

    /** As the rest of Keptn does: the event is in the datastore. */
    void publish(JsonNode event) {
        service.publish(event);
    }
}
