package dev.sliprovider.check;

import dev.sliprovider.http.Handshakes.Handshake;
import dev.sliprovider.prometheus.QueryFailure;
import dev.sliprovider.prometheus.QueryFailure.Kind;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Checks the TLS protocol, the certificates that the server presents, and whether they are trusted. */
final class TlsCheck {

    /** With TLS 1.3 the server refuses our certificate only after the handshake. */
    private static final Kind AFTERWARDS = Kind.CLIENT_CERTIFICATE_NEEDED;
    /** That refusal over HTTP/2, which other failures look like as well. */
    private static final Kind PERHAPS = Kind.CONNECTION_BROKEN;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private TlsCheck() {}

    static Uni<StepResult> of(ServerProbe probe) {
        return probe.isTls()
                ? handshake(probe, Duration.ZERO)
                        .flatMap(handshake -> handshake.failure().isPresent()
                                ? Uni.createFrom().item(finding(handshake))
                                : afterwards(probe, handshake))
                : Uni.createFrom().item(StepResult.ok(Step.TLS, "none, the URL begins with http://"));
    }

    private static Uni<Handshake> handshake(ServerProbe probe, Duration patience) {
        return probe.means()
                .handshakes()
                .with(
                        probe.target().url(),
                        probe.means().api().route(probe.endpoint(), probe.target()),
                        probe.timeout(),
                        patience);
    }

    private static Uni<StepResult> afterwards(ServerProbe probe, Handshake handshake) {
        return probe.firstRequest()
                .flatMap(first -> first.failure(PERHAPS::equals).isPresent()
                        ? handshake(probe, PATIENCE)
                                .map(patient -> isRefused(patient)
                                        ? failed(
                                                handshake,
                                                QueryFailure.of(
                                                        patient.failure().get()))
                                        : finding(handshake))
                        : Uni.createFrom()
                                .item(first.failure(AFTERWARDS::equals)
                                        .map(failure -> failed(handshake, failure))
                                        .orElseGet(() -> finding(handshake))));
    }

    private static boolean isRefused(Handshake handshake) {
        return handshake
                .failure()
                .filter(failure -> QueryFailure.of(failure).kind() == AFTERWARDS)
                .isPresent();
    }

    private static StepResult finding(Handshake handshake) {
        return handshake
                .failure()
                .map(failure -> failed(handshake, QueryFailure.of(failure)))
                .orElseGet(() -> trusted(handshake));
    }

    private static StepResult failed(Handshake handshake, QueryFailure failure) {
        StepResult finding = failure.kind() == Kind.NO_ANSWER_IN_TIME
                ? StepResult.failed(Step.TLS, failure, "").and(": the port accepts connections but does not answer TLS")
                : StepResult.failed(Step.TLS, failure, "");
        String remedy =
                finding.remedy().isEmpty() ? "check the port and any proxy before the server" : finding.remedy();
        return StepResult.failed(Step.TLS, finding.text() + shown(handshake), remedy);
    }

    private static String shown(Handshake handshake) {
        return handshake.chain().isEmpty()
                ? ""
                : "; the server presents " + Certificates.describe(handshake.chain(), Instant.now());
    }

    private static StepResult trusted(Handshake handshake) {
        Instant now = Instant.now();
        List<String> soon = Certificates.endingSoon(handshake.chain(), now);
        String text = handshake.protocol().orElse("TLS") + ", " + Certificates.describe(handshake.chain(), now);
        return soon.isEmpty()
                ? StepResult.ok(Step.TLS, text)
                : StepResult.warning(Step.TLS, text + "; expires soon: " + String.join(", ", soon), "renew it in time");
    }
}
