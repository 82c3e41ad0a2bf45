package dev.sliprovider.transport;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Remembers that the channel has ended while events were taken: it never should, and none is answered after that. */
@Singleton
final class ChannelEnd {

    private static final Logger LOG = Logger.getLogger(ChannelEnd.class);

    private volatile Optional<String> why = Optional.empty();

    /** The channel is over, which nothing but a restart mends. */
    void came(Throwable failure) {
        why = Optional.of(
                "the channel of events has ended (" + failure.getClass().getSimpleName() + "); restart this process");
        LOG.error(
                "bug: the channel of events has ended; nothing that a bus brings is answered until a restart", failure);
    }

    /** @return why nothing is answered any more; nothing as long as the channel works */
    Optional<String> why() {
        return why;
    }
}
