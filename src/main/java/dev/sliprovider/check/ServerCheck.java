package dev.sliprovider.check;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** All steps with one server, one after the other; those that cannot work any more are skipped. */
final class ServerCheck {

    private static final Map<Step, Function<Visit, Uni<Finding>>> STEPS = new EnumMap<>(Map.of(
            Step.DNS, Reach::name,
            Step.TCP, Reach::port,
            Step.TLS, TlsCheck::of,
            Step.HTTP, HttpCheck::of,
            Step.LOGIN, LoginCheck::of,
            Step.CLOCK, ClockCheck::of,
            Step.SERVER, FlavourCheck::of,
            Step.LIMITS, LimitsCheck::of,
            Step.QUERY, QueryCheck::value,
            Step.LATENCY, QueryCheck::latency));

    private final Visit visit;
    private final Consumer<Step> underWay;
    private final Map<Step, Finding> findings = new EnumMap<>(Step.class);

    ServerCheck(Visit visit, Consumer<Step> underWay) {
        this.visit = visit;
        this.underWay = underWay;
    }

    Multi<Finding> findings() {
        return Multi.createFrom().iterable(STEPS.keySet()).onItem().transformToUniAndConcatenate(this::take);
    }

    private Uni<Finding> take(Step step) {
        Optional<Step> obstacle = obstacle(step);
        Uni<Finding> finding = obstacle.map(
                        failed -> Uni.createFrom().item(Finding.skipped(step, "because " + failed.word() + " failed")))
                .orElseGet(() -> {
                    underWay.accept(step);
                    return STEPS.get(step).apply(visit);
                });
        return finding.invoke(found -> findings.put(step, found));
    }

    /** @return the step that failed, and without which this one cannot work */
    private Optional<Step> obstacle(Step step) {
        return step.needs().filter(needed -> !findings.get(needed).isUsable()).map(needed -> obstacle(needed)
                .orElse(needed));
    }
}
