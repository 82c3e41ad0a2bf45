package dev.sliprovider.transport;

import dev.sliprovider.http.HttpAddress;
import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.keptnapi.Gateway;
import dev.sliprovider.keptnapi.ServiceClient;
import dev.sliprovider.keptnapi.ServiceFailure;
import dev.sliprovider.keptnapi.ServiceRequest;
import dev.sliprovider.keptnapi.ServiceResponse;
import dev.sliprovider.task.OneLine;
import dev.sliprovider.waiting.Backoff;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/** Posts answers to one address, with retries. */
public final class Sink {

    private static final Logger LOG = Logger.getLogger(Sink.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** Time until an event posted to Keptn's API is in the datastore. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(1);

    /** Number of events whose undelivered answer is remembered as logged in full; further failures get one short line. */
    private static final int MOST_LOGGED = 20_000;

    /** A finished event was not delivered; it is in the log. */
    public static final class NotTakenException extends RuntimeException {

        private final boolean isForGood;

        NotTakenException(Throwable cause) {
            super("its answer was not delivered", cause);
            this.isForGood = cause instanceof SinkReply.Refused refused && refused.isForGood();
        }

        /** @return whether another attempt is useless, because the sink rejects the event itself */
        public boolean isForGood() {
            return isForGood;
        }
    }

    private final EventsConfig config;
    private final UndeliveredAnswers undelivered;
    /** Events whose answer was logged in full, for a transport that handles undelivered events again. */
    private final Optional<RecentIds> logged;

    private final Map<String, KeptnEvent> sending = new ConcurrentHashMap<>();
    private final StartedPosts started = new StartedPosts();
    private final String setting;
    private final URI address;
    private final UnaryOperator<ServiceRequest> asked;
    private final Consumer<ServiceResponse> taken;
    private final Backoff backoff;
    private final Function<KeptnEvent, Uni<Boolean>> isThere;
    private final ServiceClient client;

    /** @throws IllegalArgumentException if the address is not valid */
    Sink(String address, Gateway gateway, EventsConfig config, UndeliveredAnswers undelivered) {
        this.config = config;
        this.undelivered = undelivered;
        this.setting = "sli-provider.events.sink";
        this.address = HttpAddress.read("sli-provider.events.sink (K_SINK)", address);
        // The status says whether the event was accepted; a missing body must not cause a retry.
        this.asked = ServiceRequest::forStatus;
        this.taken = SinkReply::accepted;
        this.logged = Optional.empty();
        this.backoff = backoff(config.sinkBackoff());
        this.isThere = answer -> Uni.createFrom().item(false);
        this.client = gateway.clientOfOthers(this.address, config.sinkTimeout());
    }

    /**
     * Keptn's API as a sink.
     *
     * @param address to which events are posted
     * @param isThere whether an answer has arrived in Keptn; called before the answer is posted again
     */
    public Sink(
            Gateway gateway,
            URI address,
            EventsConfig config,
            UndeliveredAnswers undelivered,
            Function<KeptnEvent, Uni<Boolean>> isThere) {
        this.config = config;
        this.undelivered = undelivered;
        this.setting = "KEPTN_API_ENDPOINT and KEPTN_API_TOKEN";
        this.address = address;
        this.asked = UnaryOperator.identity();
        this.taken = SinkReply::acceptedByKeptn;
        this.logged = Optional.of(new RecentIds(MOST_LOGGED, Duration.ofDays(1)));
        this.backoff = backoff(longer(ON_ITS_WAY, config.sinkBackoff()));
        this.isThere = isThere;
        this.client = gateway.client(address, config.sinkTimeout());
    }

    private static Backoff backoff(Duration first) {
        return new Backoff(first, longer(first, LONGEST_PAUSE));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /**
     * Sends one answer. A finished event that cannot be delivered is logged in full.
     *
     * @return completes when the answer is delivered, for a started event after one attempt; fails with
     *     {@link NotTakenException}
     */
    public Uni<Void> send(KeptnEvent answer) {
        return attempt(answer).onFailure().transform(NotTakenException::new);
    }

    /** Fails and logs a finished event if it cannot be delivered. */
    private Uni<Void> attempt(KeptnEvent answer) {
        ServiceRequest request =
                ServiceRequest.post(address.toString(), EventFormat.MEDIA_TYPE, EventFormat.write(answer));
        Uni<Void> post = client.send(asked.apply(request)).invoke(taken).replaceWithVoid();
        var isRepeated = new AtomicBoolean();
        Uni<Void> once = Uni.createFrom()
                .deferred(() -> isRepeated.getAndSet(true)
                        ? isThere.apply(answer)
                                .flatMap(there -> there ? Uni.createFrom().voidItem() : post)
                        : post);
        if (!answer.type().isFinished()) {
            return started.post(answer, once, this::sendWithRetries, this::startedIsLost);
        }
        started.end(answer);
        sending.put(answer.id(), answer);
        return sendWithRetries(once)
                .onFailure()
                .invoke(failure -> {
                    if (sending.remove(answer.id()) != null) {
                        lost(answer, why(failure));
                    }
                })
                .invoke(() -> sending.remove(answer.id()));
    }

    private String why(Throwable failure) {
        return failure instanceof SinkReply.Refused || failure instanceof SinkReply.Unavailable
                ? failure.getMessage()
                : ServiceFailure.why(failure);
    }

    /** The process ends: logs the answers that are not delivered yet. */
    public void giveUp() {
        started.end();
        sending.values().removeIf(answer -> {
            lost(answer, "the process ends");
            return true;
        });
    }

    private void lost(KeptnEvent answer, String why) {
        String sentence = "cannot be sent to " + this + " (" + why + "); check " + setting;
        String id = answer.triggeredid().orElse(answer.id());
        if (logged.isEmpty() || logged.get().add(id)) {
            undelivered.add(answer, sentence);
        } else {
            LOG.debugf("the answer to event %s still %s", OneLine.of(id), OneLine.whole(sentence));
        }
    }

    private void startedIsLost(Throwable failure) {
        LOG.debugf("a started event was not accepted by %s: %s", this, OneLine.whole(why(failure)));
    }

    private Uni<Void> sendWithRetries(Uni<Void> once) {
        return backoff.retry(once, config.sinkRetries(), failure -> !(failure instanceof SinkReply.Refused));
    }

    /** The address without credentials, and without its query, which may contain credentials. */
    @Override
    public String toString() {
        return HttpAddress.describe(address);
    }
}
