package dev.sliprovider.nats;

import io.nats.client.FetchConsumeOptions;
import io.nats.client.FetchConsumer;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusCheckedException;
import io.nats.client.Message;
import io.nats.client.OrderedConsumerContext;
import java.io.IOException;
import java.util.function.Consumer;

/** Reads what a stream has now, in batches. */
final class StreamReading {

    private static final int BATCH = 200;

    private StreamReading() {}

    /**
     * A batch may end early, when a server hesitates or changes: what ends the reading is that the last message says that
     * none is left behind it.
     *
     * @throws IOException if some are left and do not come
     */
    static void toTheEnd(OrderedConsumerContext messages, Consumer<Message> reader)
            throws IOException, JetStreamApiException, JetStreamStatusCheckedException, InterruptedException {
        long left = 0;
        do {
            boolean isFirst = true;
            FetchConsumer batch = messages.fetch(
                    FetchConsumeOptions.builder().maxMessages(BATCH).noWait().build());
            for (Message message = batch.nextMessage(); message != null; message = batch.nextMessage()) {
                isFirst = false;
                left = message.metaData().pendingCount();
                reader.accept(message);
            }
            if (isFirst && left > 0) {
                throw new IOException(left + " messages are left and do not come");
            }
        } while (left > 0);
    }
}
