package dev.sliprovider.evaluator;

import dev.sliprovider.gate.GateException;
import io.smallrye.mutiny.Uni;

/** A step of an evaluation that may be impossible. */
interface Attempt<T> {

    T make() throws GateException;

    /** @return what the step makes; fails with its {@link GateException} */
    static <T> Uni<T> uni(Attempt<T> attempt) {
        try {
            return Uni.createFrom().item(attempt.make());
        } catch (GateException e) {
            return Uni.createFrom().failure(e);
        }
    }
}
