package dev.sliprovider.cli;

import dev.sliprovider.controlplane.Registration;
import dev.sliprovider.endpoint.PrometheusEndpoints;
import dev.sliprovider.gateapi.GateService;
import dev.sliprovider.resource.SliConfigs;
import dev.sliprovider.task.TaskRunner;
import dev.sliprovider.transport.EventsConfig;
import dev.sliprovider.transport.EventsResource;
import dev.sliprovider.transport.Transports;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.Iterator;
import java.util.List;
import org.jboss.logging.Logger;

/** Runs the service after Quarkus has started: logs its settings, starts the transport, and waits for the shutdown. */
@ApplicationScoped
class Serve implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(Serve.class);

    private final Instance<SliConfigs> configs;
    private final Instance<PrometheusEndpoints> endpoints;
    private final Instance<EventsResource> receiver;
    private final Instance<TaskRunner> runner;
    private final EventsConfig events;
    private final Instance<Transports> transports;
    private final Instance<Registration> registration;
    private final Instance<GateService> gate;
    private volatile boolean running;

    Serve(
            Instance<SliConfigs> configs,
            Instance<PrometheusEndpoints> endpoints,
            Instance<EventsResource> receiver,
            Instance<TaskRunner> runner,
            EventsConfig events,
            Instance<Transports> transports,
            Instance<Registration> registration,
            Instance<GateService> gate) {
        this.configs = configs;
        this.endpoints = endpoints;
        this.receiver = receiver;
        this.runner = runner;
        this.events = events;
        this.transports = transports;
        this.registration = registration;
        this.gate = gate;
    }

    @Override
    public int run(String... args) {
        try {
            runner.get().start();
            LOG.infof("Prometheus: %s", endpoints.get().describe());
            LOG.infof("sli.yaml: from %s", configs.get().place());
            LOG.infof(
                    "answers: %s, within %d s",
                    whereAnswersGo(), events.deadline().toSeconds());
            gate.get().start().ifPresent(what -> LOG.infof("gate: %s", what));
            // Created before the first request, so that a wrong setting prevents the start.
            Registration registered = registration.get();
            transports.get().start();
            transports.get().describe().ifPresent(transport -> LOG.infof("events: %s", transport));
            if (transports.get().isOverHttp()) {
                LOG.infof("events: over HTTP, from anyone who can reach the port; it has no login");
            }
            registered.start();
        } catch (IllegalArgumentException e) {
            LOG.error(e.getMessage());
            HttpLogs.mute();
            return Cli.USAGE;
        }
        running = true;
        Quarkus.waitForExit();
        return Cli.OK;
    }

    private String whereAnswersGo() {
        String overHttp = "over HTTP " + receiver.get().describeAnswers();
        return switch (transports.get().kind()) {
            case NATS, JETSTREAM -> "on the bus";
            case POLLING -> "through Keptn's API";
            case HTTP -> overHttp;
        };
    }

    /** On this event, not on the shutdown event, when the servers are already closed and no client can get a response. */
    void drain(@Observes ShutdownDelayInitiatedEvent stopping) {
        if (running) {
            all(List.<Runnable>of(
                            () -> runner.get().stop(),
                            () -> receiver.get().close(),
                            () -> gate.get().close(),
                            () -> registration.get().stop(),
                            () -> transports.get().stopIntake(),
                            () -> receiver.get().drain(),
                            () -> gate.get().drain(),
                            () -> transports.get().close(),
                            () -> registration.get().leave().await().indefinitely(),
                            HttpLogs::mute)
                    .iterator());
        }
    }

    /** Executes every step, also after a failed one. */
    private static void all(Iterator<Runnable> steps) {
        if (steps.hasNext()) {
            try {
                steps.next().run();
            } finally {
                all(steps);
            }
        }
    }
}
