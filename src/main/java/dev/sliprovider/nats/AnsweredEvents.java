package dev.sliprovider.nats;

import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.nats.AnswerReader.Answer;
import dev.sliprovider.task.Task;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Finds out from Keptn's stream which events are answered, by any replica and before any crash. */
@Singleton
class AnsweredEvents implements NatsOutbox.PublishedAnswers {

    private final JetStreamConfig config;
    private final NatsConnection connection;
    private final Map<EventType, AnswerReader> readers = new ConcurrentHashMap<>();

    AnsweredEvents(JetStreamConfig config, NatsConnection connection) {
        this.config = config;
        this.connection = connection;
    }

    /** Core NATS delivers an event once, and to one replica. */
    @Override
    public boolean mayInclude(KeptnEvent answer) {
        return false;
    }

    /** @return whether the stream has a finished event of the same type and source for the same triggered event */
    @Override
    public boolean include(KeptnEvent answer) throws IOException, InterruptedException {
        Duration longest = config.maxAge().multipliedBy(2);
        return answer.type().isFinished()
                && reader(answer.type())
                        .has(
                                Answer.of(answer),
                                ZonedDateTime.now(ZoneOffset.UTC).minus(longest));
    }

    /**
     * @param triggered an event that asks for the task
     * @param sent time at which the event was sent, or earlier
     * @return whether the stream has a finished event of this task for it; the answer of another integration does not count
     * @throws AnswerReader.RefusedException if this user has no permission to read the stream
     * @throws IOException if the stream cannot be read
     */
    boolean isAnswered(Task task, KeptnEvent triggered, ZonedDateTime sent) throws IOException, InterruptedException {
        return reader(triggered.type().finished()).has(new Answer(triggered.id(), task.source()), sent);
    }

    private AnswerReader reader(EventType finished) {
        return readers.computeIfAbsent(finished, type -> new AnswerReader(config, connection, type));
    }
}
