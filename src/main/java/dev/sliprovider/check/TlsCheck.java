package dev.sliprovider.check;

import dev.sliprovider.http.Handshakes.Handshake;
import dev.sliprovider.prometheus.QueryFailure;
import dev.sliprovider.prometheus.QueryFailure.Kind;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Which protocol is spoken, which certificates the server shows, and whether they are trusted. */
final class TlsCheck {

    /** With TLS 1.3 the server says only after the handshake that it does not take our certificate. */
    private static final Kind AFTERWARDS = Kind.CLIENT_CERTIFICATE_NEEDED;
    /** Over HTTP/2 that is seen as a broken connection, among other things. */
    private static final Kind PERHAPS = Kind.CONNECTION_BROKEN;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private TlsCheck() {}

    static Uni<Finding> of(Visit visit) {
        return visit.isTls()
                ? handshake(visit, Duration.ZERO)
                        .flatMap(handshake -> handshake.failure().isPresent()
                                ? Uni.createFrom().item(finding(handshake))
                                : afterwards(visit, handshake))
                : Uni.createFrom().item(Finding.ok(Step.TLS, "none, the URL begins with http://"));
    }

    private static Uni<Handshake> handshake(Visit visit, Duration patience) {
        return visit.means()
                .handshakes()
                .with(
                        visit.target().url(),
                        visit.means().api().route(visit.endpoint(), visit.target()),
                        visit.timeout(),
                        patience);
    }

    private static Uni<Finding> afterwards(Visit visit, Handshake handshake) {
        return visit.contact()
                .flatMap(contact -> contact.failure(PERHAPS::equals).isPresent()
                        ? handshake(visit, PATIENCE)
                                .map(patient -> isRefused(patient)
                                        ? failed(
                                                handshake,
                                                QueryFailure.of(
                                                        patient.failure().get()))
                                        : finding(handshake))
                        : Uni.createFrom()
                                .item(contact.failure(AFTERWARDS::equals)
                                        .map(failure -> failed(handshake, failure))
                                        .orElseGet(() -> finding(handshake))));
    }

    private static boolean isRefused(Handshake handshake) {
        return handshake
                .failure()
                .filter(failure -> QueryFailure.of(failure).kind() == AFTERWARDS)
                .isPresent();
    }

    private static Finding finding(Handshake handshake) {
        return handshake
                .failure()
                .map(failure -> failed(handshake, QueryFailure.of(failure)))
                .orElseGet(() -> trusted(handshake));
    }

    private static Finding failed(Handshake handshake, QueryFailure failure) {
        Finding finding = failure.kind() == Kind.NO_ANSWER_IN_TIME
                ? Finding.failed(Step.TLS, failure, "").and(": the port takes connections and does not answer TLS")
                : Finding.failed(Step.TLS, failure, "");
        String remedy = finding.remedy().isEmpty() ? "check the port and what stands before it" : finding.remedy();
        return Finding.failed(Step.TLS, finding.text() + shown(handshake), remedy);
    }

    private static String shown(Handshake handshake) {
        return handshake.chain().isEmpty()
                ? ""
                : "; the server shows " + Certificates.describe(handshake.chain(), Instant.now());
    }

    private static Finding trusted(Handshake handshake) {
        Instant now = Instant.now();
        List<String> soon = Certificates.endingSoon(handshake.chain(), now);
        String text = handshake.protocol().orElse("TLS") + ", " + Certificates.describe(handshake.chain(), now);
        return soon.isEmpty()
                ? Finding.ok(Step.TLS, text)
                : Finding.warning(Step.TLS, text + "; soon over: " + String.join(", ", soon), "renew it in time");
    }
}
