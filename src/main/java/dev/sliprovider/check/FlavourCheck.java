package dev.sliprovider.check;

import dev.sliprovider.http.HostPort;
import dev.sliprovider.http.HttpReply;
import dev.sliprovider.http.HttpReply.Answered;
import io.smallrye.mutiny.Uni;

/** What the server is, by what it says of itself. That it does not say it is no fault. */
final class FlavourCheck {

    static final String BUILD = "status/buildinfo";
    static final String FLAGS = "status/flags";

    private FlavourCheck() {}

    static Uni<Finding> of(Visit visit) {
        return Uni.combine()
                .all()
                .unis(visit.get(BUILD), visit.get(FLAGS), visit.contact())
                .asTuple()
                .map(all -> {
                    Flavour flavour = Flavour.of(
                            HostPort.of(visit.target().url()).host(),
                            Visit.json(all.getItem1()),
                            Visit.json(all.getItem2()),
                            Visit.json(all.getItem3().reply()));
                    return Finding.ok(Step.SERVER, flavour + (flavour.isKnown() ? "" : why(all.getItem1())));
                });
    }

    private static String why(HttpReply build) {
        return build instanceof Answered answer ? " (" + BUILD + ": HTTP " + answer.status() + ")" : "";
    }
}
