package dev.sliprovider.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.FetchConsumer;
import io.nats.client.Message;
import io.nats.client.OrderedConsumerContext;
import io.nats.client.impl.NatsJetStreamMetaData;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamReadingTest {

    private final List<Long> read = new ArrayList<>();
    private int asked;

    @Test
    void a_batch_that_ends_early_is_not_the_end() throws Exception {
        StreamReading.toTheEnd(batches(List.of(1, 2), List.of(3), List.of(4, 5)), this::answers, this::read);

        assertThat(read).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void a_stream_without_such_messages_is_at_its_end() throws Exception {
        StreamReading.toTheEnd(batches(List.of(), List.of()), this::answers, this::read);

        assertThat(read).isEmpty();
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void silence_is_asked_a_second_time_when_the_server_answers_again() throws Exception {
        StreamReading.toTheEnd(batches(List.of(), List.of(1), List.of(2)), this::answers, this::read);

        assertThat(read).containsExactly(1L, 2L);
    }

    @Test
    void a_server_that_does_not_answer_has_no_end() {
        assertThatThrownBy(() -> StreamReading.toTheEnd(
                        batches(List.of(), List.of(1)),
                        () -> {
                            throw new IOException("Timeout");
                        },
                        this::read))
                .isInstanceOf(IOException.class)
                .hasMessage("Timeout");
    }

    @Test
    void messages_that_are_there_and_do_not_come_are_no_end() {
        assertThatThrownBy(() -> StreamReading.toTheEnd(
                        batches(List.of(1, 2), List.of(), List.of(3)), this::answers, this::read))
                .isInstanceOf(IOException.class)
                .hasMessage("1 messages are left and do not arrive");
        assertThat(read).containsExactly(1L, 2L);
    }

    private void answers() {
        asked++;
    }

    private void read(Message message) {
        read.add(message.metaData().streamSequence());
    }

    /** A consumer of numbered messages, given in these batches. */
    @SafeVarargs
    private static OrderedConsumerContext batches(List<Integer>... batches) {
        long last = IntStream.of(List.of(batches).stream()
                        .flatMap(List::stream)
                        .mapToInt(Integer::intValue)
                        .toArray())
                .max()
                .orElse(0);
        Iterator<List<Integer>> next = List.of(batches).iterator();
        return proxy(OrderedConsumerContext.class, () -> {
            Iterator<Integer> sequences = next.next().iterator();
            return proxy(FetchConsumer.class, () -> sequences.hasNext() ? message(sequences.next(), last) : null);
        });
    }

    private static Message message(int sequence, long last) {
        String reply =
                "$JS.ACK.keptn.reader.1." + sequence + "." + sequence + ".1700000000000000000." + (last - sequence);
        var message = new NatsMessage("sh.keptn.event.get-sli.finished", reply, new byte[0]) {
            @Override
            public boolean isJetStream() {
                return true;
            }
        };
        return proxy(Message.class, () -> new NatsJetStreamMetaData(message));
    }

    private interface Answer {
        Object get();
    }

    /** Whatever is asked of it, it gives the next answer. */
    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> answer.get()));
    }
}
