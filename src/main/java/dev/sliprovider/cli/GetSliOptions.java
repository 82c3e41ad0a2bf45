package dev.sliprovider.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.evaluator.Window;
import dev.sliprovider.file.BoundedFile;
import dev.sliprovider.getsli.GetSliTriggered;
import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.InvalidEventException;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.resource.MissingPath;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a request for indicator values: an event, or options from which one is created. */
final class GetSliOptions {

    @Option(
            names = "--event",
            paramLabel = "FILE",
            description = "A get-sli.triggered event; - reads it from standard input.")
    String event;

    @Option(names = "--project", paramLabel = "NAME", description = "Keptn project, for $PROJECT (default: default).")
    String project;

    @Option(names = "--stage", paramLabel = "NAME", description = "Keptn stage, for $STAGE (default: default).")
    String stage;

    @Option(names = "--service", paramLabel = "NAME", description = "Keptn service, for $SERVICE (default: default).")
    String service;

    @Option(names = "--deployment", paramLabel = "NAME", description = "For $DEPLOYMENT (default: primary).")
    String deployment;

    @Option(names = "--label", paramLabel = "KEY=VALUE", description = "For $LABEL.KEY; may be repeated.")
    Map<String, String> labels = new LinkedHashMap<>();

    @Option(
            names = "--filter",
            paramLabel = "KEY=VALUE",
            description = "For $KEY, and a matcher in built-in queries; may be repeated.")
    Map<String, String> filters = new LinkedHashMap<>();

    @Mixin
    WindowOptions times;

    @Option(
            names = "--indicator",
            paramLabel = "NAME",
            split = ",",
            description = "Indicator to retrieve; may be repeated (default: all that sli.yaml defines).")
    List<String> indicators = List.of();

    @Option(
            names = "--commit",
            paramLabel = "SHA",
            description = "Commit from which sli.yaml is read (resource-service only).")
    String commit;

    /**
     * @return the given event, or one created from the options
     * @throws IllegalArgumentException naming the option at fault
     */
    KeptnEvent toEvent() {
        return event == null ? composed() : readEvent();
    }

    private KeptnEvent readEvent() {
        if (project != null || stage != null || service != null || times.isGiven()) {
            throw new IllegalArgumentException(
                    "--event already has the scope and the window; leave out --project, --stage, --service,"
                            + " --start, --end and --timeframe");
        }
        try {
            byte[] json = event.equals("-")
                    ? BoundedFile.read(System.in, BoundedFile.USUAL, BoundedFile.Patience.USUAL)
                    : BoundedFile.readAny(Path.of(event), BoundedFile.USUAL);
            KeptnEvent read = EventFormat.read(json);
            if (!read.type().equals(GetSliTriggered.TYPE)) {
                throw new IllegalArgumentException(
                        "--event " + event + ": its type is " + read.type() + ", not " + GetSliTriggered.TYPE);
            }
            return read;
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("--event " + event + " cannot be read: there is no file "
                    + Path.of(event).toAbsolutePath().normalize() + MissingPath.hint(Path.of(event)));
        } catch (IOException e) {
            throw new IllegalArgumentException("--event " + event + " " + BoundedFile.why(e));
        } catch (InvalidEventException e) {
            throw new IllegalArgumentException("--event " + event + ": " + e.getMessage());
        }
    }

    /** @return the placeholders of the scope that have only a default */
    MissingNames unnamed() {
        var names = new HashSet<String>();
        if (event == null) {
            note("PROJECT", project, names);
            note("STAGE", stage, names);
            note("SERVICE", service, names);
        }
        return new MissingNames(names);
    }

    /** @throws IllegalArgumentException naming each missing part: Keptn has no project "default" */
    void requireScope() {
        String missing = Stream.of("PROJECT", "STAGE", "SERVICE")
                .filter(unnamed().names()::contains)
                .map(name -> "--" + name.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "--resource-service reads the files of one service in Keptn; give " + missing);
        }
    }

    private static void note(String name, String value, Set<String> names) {
        if (value == null || value.isBlank()) {
            names.add(name);
        }
    }

    private static String orDefault(String name) {
        return name == null || name.isBlank() ? ScopeOptions.DEFAULT : name;
    }

    private KeptnEvent composed() {
        return new KeptnEvent(
                UUID.randomUUID().toString(),
                GetSliTriggered.TYPE,
                URI.create(Cli.NAME),
                Optional.of(Instant.now()),
                Optional.of(UUID.randomUUID().toString()),
                Optional.empty(),
                Optional.ofNullable(commit),
                data());
    }

    private ObjectNode data() {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("project", orDefault(project)).put("stage", orDefault(stage)).put("service", orDefault(service));
        data.put("deployment", deployment == null ? "" : deployment);
        labels.forEach(data.withObjectProperty("labels")::put);
        ObjectNode getSli = data.putObject("get-sli");
        Window window = times.toWindow();
        getSli.put("sliProvider", "prometheus").put("start", window.start()).put("end", window.end());
        indicators.forEach(getSli.withArrayProperty("indicators")::add);
        ArrayNode customFilters = getSli.putArray("customFilters");
        filters.forEach(
                (key, value) -> customFilters.addObject().put("key", key).put("value", value));
        return data;
    }
}
