package dev.sliprovider.diagnosis;

import java.time.Duration;
import java.time.Instant;

/**
 * How far the series of a selector have come.
 *
 * @param at the time of the newest sample of the series whose newest sample is the oldest
 * @param patience if nothing arrives for so long, the series have ended
 */
public record NewestSample(Instant at, Duration patience) {}
