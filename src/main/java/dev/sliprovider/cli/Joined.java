package dev.sliprovider.cli;

import dev.sliprovider.getsli.GetSliHandler;
import dev.sliprovider.transport.Answers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Joins the transports to the task: neither knows the other. */
@ApplicationScoped
class Joined {

    @Produces
    @Singleton
    Answers answers(GetSliHandler handler) {
        return handler::answer;
    }
}
