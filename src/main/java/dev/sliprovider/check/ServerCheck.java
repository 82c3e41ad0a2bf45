package dev.sliprovider.check;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** All steps with one server, one after the other. A step is skipped if one that it needs has failed. */
final class ServerCheck {

    /** The endpoint is looked up once for all of its servers. */
    private static final Set<Step> STEPS = EnumSet.complementOf(EnumSet.of(Step.ENDPOINT));

    private final ServerProbe probe;
    private final Consumer<Step> underWay;
    private final Map<Step, StepResult> findings = new EnumMap<>(Step.class);

    ServerCheck(ServerProbe probe, Consumer<Step> underWay) {
        this.probe = probe;
        this.underWay = underWay;
    }

    Multi<StepResult> findings() {
        return Multi.createFrom()
                .iterable(STEPS)
                .onItem()
                .transformToUniAndConcatenate(this::take)
                .select()
                .where(ServerCheck::isShown);
    }

    /** Only Thanos has stores. */
    private static boolean isShown(StepResult result) {
        return result.step() != Step.STORES || result.isUsable();
    }

    private Uni<StepResult> take(Step step) {
        Optional<Step> obstacle = obstacle(step);
        Uni<StepResult> finding = obstacle.map(failed ->
                        Uni.createFrom().item(StepResult.skipped(step, "because " + failed.word() + " failed")))
                .orElseGet(() -> {
                    underWay.accept(step);
                    return run(step);
                });
        return finding.invoke(found -> findings.put(step, found));
    }

    private Uni<StepResult> run(Step step) {
        return switch (step) {
            case ENDPOINT -> throw new IllegalStateException("the endpoint is looked up by EndpointCheck");
            case DNS -> NetworkCheck.name(probe);
            case TCP -> NetworkCheck.port(probe);
            case TLS -> TlsCheck.of(probe);
            case HTTP -> HttpCheck.of(probe);
            case LOGIN -> LoginCheck.of(probe);
            case CLOCK -> ClockCheck.of(probe);
            case SERVER -> FlavourCheck.of(probe);
            case LIMITS -> LimitsCheck.of(probe);
            case STORES -> StoresCheck.of(probe);
            case QUERY -> QueryCheck.value(probe);
            case LATENCY -> QueryCheck.latency(probe);
        };
    }

    /** @return the failed step that this step needs */
    private Optional<Step> obstacle(Step step) {
        return step.needs().filter(needed -> !findings.get(needed).isUsable()).map(needed -> obstacle(needed)
                .orElse(needed));
    }
}
