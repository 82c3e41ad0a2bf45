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

/** Reads the current messages of a stream, in batches. */
final class StreamReading {

    private static final int BATCH = 200;

    private StreamReading() {}

    /** A request that fails if the server is unavailable. */
    interface Ping {
        void ping() throws IOException, JetStreamApiException;
    }

    /**
     * Reads until the last message reports that no messages are left: a batch may end early if a server is slow or
     * replaced. Without any message an unavailable server looks like an empty stream, so the stream is read a second time
     * after the server has answered a ping.
     *
     * @return the first message, if there is one
     * @throws IOException if messages are left and do not arrive, or the server does not answer
     */
    static Optional<Message> toTheEnd(OrderedConsumerContext messages, Ping server, Consumer<Message> reader)
            throws IOException, JetStreamApiException, JetStreamStatusCheckedException, InterruptedException {
        Optional<Message> first = batches(messages, reader);
        if (first.isPresent()) {
            return first;
        }
        server.ping();
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
                throw new IOException(left + " messages are left and do not arrive");
            }
        } while (left > 0);
        return first;
    }
}
