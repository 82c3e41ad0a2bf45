package dev.sliprovider.nats;

import io.nats.client.FetchConsumeOptions;
import io.nats.client.FetchConsumer;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusCheckedException;
import io.nats.client.Message;
import io.nats.client.OrderedConsumerContext;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads what a stream has now, in batches. */
final class StreamReading {

    private static final int BATCH = 200;

    private StreamReading() {}

    /** Asks the server something that it answers at once, if it answers at all. */
    interface Sign {
        void ofLife() throws IOException, JetStreamApiException;
    }

    /**
     * A batch may end early, when a server hesitates or changes: what ends the reading is that the last message says that
     * none is left behind it. Where none comes at all that is silence as well as emptiness, and is asked for a second time when
     * the server has answered something else.
     *
     * @return the first, if there is any
     * @throws IOException if some are left and do not come, or the server does not answer
     */
    static Optional<Message> toTheEnd(OrderedConsumerContext messages, Sign sign, Consumer<Message> reader)
            throws IOException, JetStreamApiException, JetStreamStatusCheckedException, InterruptedException {
        Optional<Message> first = batches(messages, reader);
        if (first.isPresent()) {
            return first;
        }
        sign.ofLife();
        return batches(messages, reader);
    }

    private static Optional<Message> batches(OrderedConsumerContext messages, Consumer<Message> reader)
            throws IOException, JetStreamApiException, JetStreamStatusCheckedException, InterruptedException {
        Optional<Message> first = Optional.empty();
        long left = 0;
        do {
            boolean isEmpty = true;
            FetchConsumer batch = messages.fetch(
                    FetchConsumeOptions.builder().maxMessages(BATCH).noWait().build());
            for (Message message = batch.nextMessage(); message != null; message = batch.nextMessage()) {
                isEmpty = false;
                first = first.isPresent() ? first : Optional.of(message);
                left = message.metaData().pendingCount();
                reader.accept(message);
            }
            if (isEmpty && left > 0) {
                throw new IOException(left + " messages are left and do not come");
            }
        } while (left > 0);
        return first;
    }
}
