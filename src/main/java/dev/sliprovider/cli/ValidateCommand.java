package dev.sliprovider.cli;

import dev.sliprovider.cli.FileFinding.Severity;
import dev.sliprovider.file.BoundedFile;
import dev.sliprovider.gate.SourceFile;
import dev.sliprovider.resource.MissingPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks sli.yaml and slo.yaml files offline. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Checks sli.yaml and slo.yaml files offline and reports all problems at once.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no errors",
            "1:errors, or warnings with --strict",
            "2:wrong usage, or a path that cannot be read"
        })
final class ValidateCommand implements Callable<Integer> {

    /** Maximum bytes that are read; the parsers reject long files with a place. */
    private static final int LARGEST = 8 << 20;

    private static final String STANDARD_INPUT = "-";
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(s|m)");
    private static final int MINUTE = 60;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|DIR",
            description = "Files, or directories in which every sli.yaml and slo.yaml is checked; - reads one file"
                    + " from standard input.")
    private List<Path> paths;

    @Option(
            names = "--filter",
            paramLabel = "KEY",
            split = ",",
            description = "A key of the filter in slo.yaml, which queries may use as $$KEY; may be repeated.")
    private List<String> filters = List.of();

    @Option(
            names = "--scrape-interval",
            paramLabel = "15s",
            description = "Time between two samples of a series; ranges that are too short for it are reported.")
    private String scrapeInterval;

    @Option(
            names = "--migration",
            description = "Also reports what prometheus-service reads differently, in slo.yaml files, too.")
    private boolean migration;

    @Option(names = "--strict", description = "Warnings count as errors.")
    private boolean strict;

    @Option(
            names = {"-o", "--output"},
            description = "text, json, sarif, github or junit (default: text).")
    private FindingsDocument.Format format = FindingsDocument.Format.TEXT;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var findings = new ArrayList<FileFinding>();
        var checked = new TreeMap<Path, CheckedFile>();
        var names = new ArrayList<String>();
        for (Path path : files()) {
            names.add(location(path));
            switch (read(path)) {
                case Read.Text(CheckedFile file) -> checked.put(path, file);
                case Read.NoText(FileFinding why) -> findings.add(why);
            }
        }
        FileChecks checks = checks();
        var neighbours = new RelatedSliFiles(checked, Set.copyOf(paths));
        checked.forEach((path, file) -> findings.addAll(file.findings(checks, neighbours.indicators(path))));
        var document = new FindingsDocument(names, findings);
        print(document);
        boolean isBad = document.count(Severity.ERROR) > 0 || strict && document.count(Severity.WARNING) > 0;
        return isBad ? Cli.INCOMPLETE : Cli.OK;
    }

    private void print(FindingsDocument document) {
        String text = document.text(format);
        if (!text.isEmpty()) {
            spec.commandLine().getOut().println(text);
        }
        spec.commandLine()
                .getErr()
                .println(plural(document.files().size(), "file") + ", "
                        + plural(document.count(Severity.ERROR), "error") + ", "
                        + plural(document.count(Severity.WARNING), "warning"));
    }

    private Set<Path> files() {
        var files = new TreeSet<Path>();
        for (Path path : paths) {
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            try (Stream<Path> below = Files.walk(path)) {
                List<Path> found = below.filter(file -> file.endsWith("sli.yaml") || file.endsWith("slo.yaml"))
                        .filter(file -> Files.exists(file) && !Files.isDirectory(file))
                        .peek(this::refuseDevice)
                        .toList();
                if (found.isEmpty()) {
                    throw usage(path + " has no sli.yaml or slo.yaml below it (looked in " + absolute(path) + ")");
                }
                files.addAll(found);
            } catch (IOException e) {
                throw usage(path + " " + BoundedFile.why(e));
            } catch (UncheckedIOException e) {
                throw usage(path + " " + BoundedFile.why(e.getCause()));
            }
        }
        return files;
    }

    /** A pipe or a device is read only if it is named on the command line, not if it is found in a directory. */
    private void refuseDevice(Path file) {
        if (!Files.isRegularFile(file)) {
            throw usage(file + " cannot be read: it is no regular file");
        }
    }

    /** A file as it was read. */
    private sealed interface Read {

        /** The file is text. */
        record Text(CheckedFile file) implements Read {}

        /** The file is not text. */
        record NoText(FileFinding why) implements Read {}
    }

    private static String location(Path file) {
        return file.toString().equals(STANDARD_INPUT) ? "stdin" : file.toString();
    }

    private Read read(Path file) {
        String location = location(file);
        try {
            String text = BoundedFile.utf8(bytes(file));
            return new Read.Text(new CheckedFile(new SourceFile(location, text)));
        } catch (BoundedFile.UnusableException e) {
            String message = "the file " + e.getMessage();
            return new Read.NoText(new FileFinding("encoding", Severity.ERROR, location, 1, 1, message));
        }
    }

    private byte[] bytes(Path file) {
        try {
            return file.toString().equals(STANDARD_INPUT)
                    ? BoundedFile.read(System.in, LARGEST, BoundedFile.Patience.USUAL)
                    : BoundedFile.readAny(file, LARGEST);
        } catch (NoSuchFileException e) {
            throw usage(file + " does not exist (looked for " + absolute(file) + ")" + MissingPath.hint(file));
        } catch (IOException e) {
            throw usage(file + " " + BoundedFile.why(e));
        }
    }

    private FileChecks checks() {
        OptionalDouble interval =
                scrapeInterval == null ? OptionalDouble.empty() : OptionalDouble.of(seconds(scrapeInterval));
        return new FileChecks(filters, interval, migration);
    }

    private double seconds(String text) {
        Matcher duration = DURATION.matcher(text);
        if (!duration.matches() || duration.group(1).matches("0+")) {
            throw usage("--scrape-interval " + text + " cannot be read; write it as 15s or 1m");
        }
        return Long.parseLong(duration.group(1)) * (duration.group(2).equals("m") ? MINUTE : 1);
    }

    private static String plural(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
