package dev.sliprovider.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The CI run in which the program is executed, read from environment variables.
 *
 * @param environment all variables
 */
record CiRun(Map<String, String> environment) {

    /** Variables of GitHub, GitLab, Jenkins and Azure that together identify a run, a job and an attempt. */
    private static final List<List<String>> IDS = List.of(
            List.of("GITHUB_RUN_ID", "GITHUB_JOB", "GITHUB_RUN_ATTEMPT"),
            List.of("CI_PIPELINE_ID", "CI_JOB_ID"),
            List.of("BUILD_TAG"),
            List.of("BUILD_BUILDID", "SYSTEM_JOBATTEMPT"));

    private static final List<String> BUILDS =
            List.of("GITHUB_RUN_NUMBER", "CI_PIPELINE_IID", "BUILD_BUILDNUMBER", "BUILD_NUMBER");

    /** @return an id of the run; a second attempt has a different one */
    Optional<String> id() {
        return IDS.stream()
                .filter(names -> names.stream().allMatch(name -> value(name).isPresent()))
                .findFirst()
                .map(names -> names.stream().map(environment::get).collect(Collectors.joining("-")));
    }

    /** @return the number of the build, as people know it */
    Optional<String> buildId() {
        return BUILDS.stream().flatMap(name -> value(name).stream()).findFirst();
    }

    boolean isGitHub() {
        return "true".equals(environment.get("GITHUB_ACTIONS"));
    }

    boolean isKubernetes() {
        return value("KUBERNETES_SERVICE_HOST").isPresent();
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
