package dev.sliprovider.cli;

import dev.sliprovider.resource.MissingPath;
import dev.sliprovider.resource.SliProblem;
import dev.sliprovider.resource.SliProblem.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
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

/** Checks sli.yaml files offline. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Checks sli.yaml files offline and reports all problems at once.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no errors",
            "1:errors, or warnings with --strict",
            "2:wrong usage, or a path that cannot be read"
        })
final class ValidateCommand implements Callable<Integer> {

    private static final Path SLO = Path.of("slo.yaml");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(s|m)");
    private static final int MINUTE = 60;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|DIR",
            description = "Files, or directories in which every sli.yaml is checked.")
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

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var problems = new ArrayList<SliProblem>();
        Set<Path> files = files();
        files.forEach(file -> problems.addAll(check(file)));
        problems.forEach(problem -> spec.commandLine().getOut().println(TerminalText.harmless(text(problem))));
        long errors = count(problems, Severity.ERROR) + count(problems, Severity.UNUSABLE_QUERY);
        long warnings = count(problems, Severity.WARNING);
        spec.commandLine()
                .getErr()
                .println(plural(files.size(), "file") + ", " + plural(errors, "error") + ", "
                        + plural(warnings, "warning"));
        return errors > 0 || strict && warnings > 0 ? Cli.INCOMPLETE : Cli.OK;
    }

    private Set<Path> files() {
        var files = new TreeSet<Path>();
        for (Path path : paths) {
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            try (Stream<Path> below = Files.walk(path)) {
                List<Path> found = below.filter(file -> file.endsWith("sli.yaml") || migration && file.endsWith(SLO))
                        .toList();
                if (found.isEmpty()) {
                    throw usage(path + " has no sli.yaml below it (looked in " + absolute(path) + ")");
                }
                files.addAll(found);
            } catch (IOException | UncheckedIOException e) {
                throw usage(path + " cannot be read: " + e.getMessage());
            }
        }
        return files;
    }

    private List<SliProblem> check(Path file) {
        try {
            String text = Files.readString(file);
            return file.endsWith(SLO)
                    ? MigrationCheck.slo(file, text)
                    : queries().of(file, text);
        } catch (NoSuchFileException e) {
            throw usage(file + " does not exist (looked for " + absolute(file) + ")" + MissingPath.hint(file));
        } catch (CharacterCodingException e) {
            return List.of(new SliProblem(
                    Severity.ERROR, file.toString(), 1, 1, "the file is not UTF-8; save it in that encoding"));
        } catch (IOException e) {
            throw usage(file + " cannot be read: " + e);
        }
    }

    private SliFileCheck queries() {
        OptionalDouble interval =
                scrapeInterval == null ? OptionalDouble.empty() : OptionalDouble.of(seconds(scrapeInterval));
        return new SliFileCheck(filters, interval, migration);
    }

    private double seconds(String text) {
        Matcher duration = DURATION.matcher(text);
        if (!duration.matches() || duration.group(1).matches("0+")) {
            throw usage("--scrape-interval " + text + " cannot be read; write it as 15s or 1m");
        }
        return Long.parseLong(duration.group(1)) * (duration.group(2).equals("m") ? MINUTE : 1);
    }

    private static String text(SliProblem problem) {
        return switch (problem.severity()) {
            case ERROR, UNUSABLE_QUERY -> problem.toString();
            case WARNING -> labelled("warning: ", problem);
            case HINT -> labelled("hint: ", problem);
        };
    }

    private static String labelled(String label, SliProblem problem) {
        return new SliProblem(
                        problem.severity(),
                        problem.location(),
                        problem.line(),
                        problem.column(),
                        label + problem.message())
                .toString();
    }

    private static long count(List<SliProblem> problems, Severity severity) {
        return problems.stream()
                .filter(problem -> problem.severity() == severity)
                .count();
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
