package dev.sliprovider.soak;

import dev.sliprovider.soak.StubPrometheus.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Everything that goes wrong, in the order in which it does; behind the last comes the first again. */
final class Faults {

    private static final int BURST = 50;
    private static final Duration LONGER_THAN_TIMEOUT = Duration.ofSeconds(3);

    private final Installation all;
    private final List<String> complaints;

    /** @param complaints gets what a fault finds by itself */
    Faults(Installation all, List<String> complaints) {
        this.all = all;
        this.complaints = complaints;
    }

    /** What concerns most comes first, so that a short run has it. */
    List<Fault> list() {
        return List.of(
                Fault.of("Prometheus is restarted", all.prometheus()::stop, all.prometheus()::start),
                bus("NATS is killed", all.nats()::kill, all.nats()::start),
                Fault.striking(all.jetStream(), "jetstream-b is killed", all.other()::kill, all.other()::start),
                Fault.cutting(all.pushed(), "the sink is restarted", all.sink()::stop, all.sink()::start),
                Fault.cutting(all.polled(), "Keptn's API cuts", all.api()::cut, all.api()::mend),
                restarted("the resource-service", all.resourceService()),
                restarted("the control plane", all.controlPlane()),
                Fault.of("jetstream-b is ended", this::terminate, all.other()::start),
                prometheus("hangs", Trouble.HANGS),
                bus("NATS is frozen", () -> all.nats().signal("STOP"), () -> all.nats()
                        .signal("CONT")),
                prometheus("answers 503", Trouble.FAILS),
                Fault.of("a burst", this::burst, () -> {}),
                Fault.cutting(all.pushed(), "the sink answers 503", all.sink()::fail, all.sink()::mend),
                prometheus("answers 429", Trouble.TOO_MANY_REQUESTS),
                Fault.of("the resource-service is slow", this::slowDown, all.resourceService()::mend),
                Fault.cutting(all.polled(), "Keptn's API answers 429", all.api()::refuse, all.api()::mend),
                prometheus("cuts", Trouble.CUTS),
                Fault.of("registrations are forgotten", all.controlPlane()::forgetRegistrations, () -> {}),
                prometheus("is slow", Trouble.SLOW),
                prometheus("talks nonsense", Trouble.TALKS_NONSENSE));
    }

    private static Fault restarted(String name, Keptn service) {
        return Fault.of(name + " is restarted", service::stop, service::start);
    }

    private Fault prometheus(String what, Trouble trouble) {
        return Fault.of("Prometheus " + what, () -> all.prometheus().trouble(trouble), () -> all.prometheus()
                .trouble(Trouble.NONE));
    }

    /** What is sent over core NATS at that moment is kept by nobody: it is not sent then. */
    private Fault bus(String name, Fault.Step begin, Fault.Step end) {
        return new Fault(name, List.of(all.jetStream(), all.core()), List.of(all.core()), false, begin, end);
    }

    private void slowDown() {
        all.resourceService().slow(LONGER_THAN_TIMEOUT);
    }

    private void terminate() throws InterruptedException {
        long began = System.nanoTime();
        if (!all.other().terminate()) {
            complaints.add("jetstream-b did not end within " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)
                    + " s of SIGTERM");
        }
    }

    private void burst() throws InterruptedException {
        for (TransportLoad lane : all.lanes()) {
            lane.burst(BURST);
        }
    }
}
