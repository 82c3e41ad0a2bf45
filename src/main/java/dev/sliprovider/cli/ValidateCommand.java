package dev.sliprovider.cli;

import dev.sliprovider.file.BoundedFile;
import dev.sliprovider.promql.QueryProblem;
import dev.sliprovider.promql.QueryReview;
import dev.sliprovider.promql.QueryText;
import dev.sliprovider.resource.MissingPath;
import dev.sliprovider.resource.SliProblem;
import dev.sliprovider.resource.SliProblem.Severity;
import dev.sliprovider.resource.SliYaml;
import dev.sliprovider.sli.QueryTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
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
        long errors = count(problems, Severity.ERROR);
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
                List<Path> found =
                        below.filter(file -> file.endsWith("sli.yaml")).toList();
                if (found.isEmpty()) {
                    throw usage(path + " has no sli.yaml below it (looked in " + absolute(path) + ")");
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

    private List<SliProblem> check(Path file) {
        byte[] bytes = bytes(file);
        try {
            SliYaml yaml = SliYaml.parse(file.toString(), BoundedFile.utf8(bytes));
            var problems = new ArrayList<>(yaml.problems());
            yaml.config().queries().forEach((name, query) -> {
                if (query instanceof QueryTemplate template) {
                    problems.addAll(check(file, name, template, yaml.places().get(name)));
                }
            });
            problems.sort(Comparator.comparingInt(SliProblem::line).thenComparingInt(SliProblem::column));
            return problems;
        } catch (BoundedFile.UnusableException e) {
            return List.of(problem(Severity.ERROR, file, new SliYaml.Place(1, 1), "the file " + e.getMessage()));
        }
    }

    private byte[] bytes(Path file) {
        try {
            return BoundedFile.readAny(file, BoundedFile.USUAL);
        } catch (NoSuchFileException e) {
            throw usage(file + " does not exist (looked for " + absolute(file) + ")" + MissingPath.hint(file));
        } catch (IOException e) {
            throw usage(file + " " + BoundedFile.why(e));
        }
    }

    private List<SliProblem> check(Path file, String name, QueryTemplate query, SliYaml.Place place) {
        var problems = new ArrayList<SliProblem>();
        query.unknownPlaceholders(filters)
                .forEach(unknown -> problems.add(problem(
                        Severity.ERROR,
                        file,
                        place,
                        "indicator \"" + name + "\": " + unknown
                                + " If the filter in slo.yaml defines it, name it with --filter.")));
        query.fixedWindow()
                .ifPresent(window -> problems.add(problem(
                        Severity.WARNING,
                        file,
                        place,
                        "indicator \"" + name + "\" looks at " + window
                                + ", however long the evaluated window is; write"
                                + " [$DURATION_SECONDS] for the evaluated window")));
        QueryReview.of(QueryText.of(query.text()), OptionalDouble.empty()).stream()
                .filter(found -> found.severity() != QueryProblem.Severity.HINT)
                .map(found -> problem(
                        Severity.valueOf(found.severity().name()),
                        file,
                        place,
                        "indicator \"" + name + "\": " + found.shown(query.text())))
                .forEach(problems::add);
        return problems;
    }

    private static SliProblem problem(Severity severity, Path file, SliYaml.Place place, String message) {
        return new SliProblem(severity, file.toString(), place.line(), place.column(), message);
    }

    private static String text(SliProblem problem) {
        return switch (problem.severity()) {
            case ERROR -> problem.toString();
            case WARNING ->
                new SliProblem(
                                Severity.WARNING,
                                problem.location(),
                                problem.line(),
                                problem.column(),
                                "warning: " + problem.message())
                        .toString();
        };
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
