package dev.sliprovider.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The chart as plain manifests, for who has no Helm. */
enum Manifests {
    KUBERNETES,
    DISTRIBUTOR,
    KNATIVE;

    Path folder() {
        return Path.of("deploy", name().toLowerCase(Locale.ROOT));
    }

    Path file() {
        return folder().resolve("prometheus-sli-provider.yaml");
    }

    /** @return of Kubernetes, for which it is meant: an older one takes no manifest that has fields it does not know */
    private String oldest() {
        return this == DISTRIBUTOR ? "1.29.0" : "1.23.0";
    }

    /** @return what the chart makes of the values in the folder, without what is Helm's own */
    String rendered() throws IOException {
        return Chart.text("prometheus-sli-provider", Files.readString(folder().resolve("values.yaml")), oldest())
                .lines()
                .filter(line -> Stream.of("# Source: ", "helm.sh/chart: ", "app.kubernetes.io/managed-by: ")
                        .noneMatch(line.strip()::startsWith))
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(
                        "\n", "# Rendered from the chart by ./dev manifests; changes belong there.\n", "\n"));
    }
}
