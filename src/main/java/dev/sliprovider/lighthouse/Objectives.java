package dev.sliprovider.lighthouse;

import dev.sliprovider.gate.SourceFile;
import dev.sliprovider.resource.Level;
import dev.sliprovider.resource.ProjectFile;
import dev.sliprovider.resource.ProjectFiles;
import dev.sliprovider.resource.SloYaml;
import dev.sliprovider.resource.UnreadableFileException;
import dev.sliprovider.waiting.Deadline;
import dev.sliprovider.waiting.Timeouts;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.List;

/** Reads slo.yaml as Lighthouse does: on the level of the service only, at the commit of the event (contract §9). */
@Singleton
final class Objectives {

    private static final String FILE = "slo.yaml";

    private final ProjectFiles files;

    Objectives(ProjectFiles files) {
        this.files = files;
    }

    /**
     * The file and its content.
     *
     * @param source without text if the service has no such file
     * @param yaml what was read
     * @param warnings about reading it, a sentence each
     */
    record Found(SourceFile source, SloYaml yaml, List<String> warnings) {}

    /** slo.yaml cannot be read; the message is Lighthouse's sentence, and the cause. */
    static final class UnreadableException extends RuntimeException {
        UnreadableException(String cause) {
            super("error retrieving SLO file: " + cause);
        }
    }

    /** @return the file; fails with {@link UnreadableException} if it is not known whether there is one */
    Uni<Found> of(EvaluationRequest request, Deadline left) {
        return files.read(FILE, Level.SERVICE, request.scope(), request.event().gitcommitid())
                .onFailure(UnreadableFileException.class)
                .transform(failure -> unreadable((UnreadableFileException) failure))
                .ifNoItem()
                .after(left.atMost(left.left()))
                .on(Timeouts.clock())
                .failWith(() -> new UnreadableException("the file of " + request.scope()
                        + " was not read before the deadline of the event; check " + files.place()))
                // Parsing a long file takes time and must not block an event loop.
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(Objectives::found);
    }

    private static UnreadableException unreadable(UnreadableFileException failure) {
        return new UnreadableException(
                failure.missing().map(what -> what + " not found").orElse(failure.getMessage()));
    }

    private static Found found(ProjectFile file) {
        String text = file.text().orElse("");
        return new Found(new SourceFile(file.location(), text), SloYaml.parse(file.location(), text), file.warnings());
    }
}
