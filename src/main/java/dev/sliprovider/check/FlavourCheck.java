package dev.sliprovider.check;

import dev.sliprovider.http.HostPort;
import dev.sliprovider.http.HttpReply;
import dev.sliprovider.http.HttpReply.Answered;
import io.smallrye.mutiny.Uni;

/** Determines the product and version of the server from what it reports. Reporting nothing is no failure. */
final class FlavourCheck {

    static final String BUILD = "status/buildinfo";
    static final String FLAGS = "status/flags";

    private FlavourCheck() {}

    static Uni<StepResult> of(ServerProbe probe) {
        return Uni.combine()
                .all()
                .unis(probe.get(BUILD), probe.get(FLAGS), probe.firstRequest())
                .asTuple()
                .map(all -> {
                    Flavour flavour = Flavour.of(
                            HostPort.of(probe.target().url()).host(),
                            ServerProbe.json(all.getItem1()),
                            ServerProbe.json(all.getItem2()),
                            ServerProbe.json(all.getItem3().reply()));
                    return StepResult.ok(Step.SERVER, flavour + (flavour.isKnown() ? "" : why(all.getItem1())));
                });
    }

    private static String why(HttpReply build) {
        return build instanceof Answered answer ? " (" + BUILD + ": HTTP " + answer.status() + ")" : "";
    }
}
