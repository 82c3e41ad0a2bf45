package dev.sliprovider.lighthouse;

import dev.sliprovider.task.OneLine;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Which projects are evaluated. Each that is left to others has one line in the log. */
@Singleton
final class EvaluatedProjects {

    private static final Logger LOG = Logger.getLogger(EvaluatedProjects.class);
    /** Bounds the memory for names from events. */
    private static final int MOST_NAMED = 1_000;

    private final Optional<List<String>> listed;
    private final Set<String> named = ConcurrentHashMap.newKeySet();

    EvaluatedProjects(LighthouseConfig config) {
        this.listed =
                config.projects().map(names -> names.stream().map(String::strip).toList());
    }

    /** @return whether the settings do not exclude the project */
    boolean isListed(String project) {
        boolean isListed = listed.isEmpty() || listed.get().contains(project);
        if (!isListed) {
            leave(project, "it is not in " + LighthouseConfig.PREFIX + ".projects");
        }
        return isListed;
    }

    /** @return whether the project is not known to have another provider */
    boolean isOwn(String project, SliProviders.Choice choice) {
        if (choice instanceof SliProviders.Choice.Other(String name)) {
            leave(project, "its SLI provider is " + name);
            return false;
        }
        named.remove(project);
        return true;
    }

    private void leave(String project, String why) {
        if (named.size() < MOST_NAMED && named.add(project)) {
            LOG.infof("evaluations of project %s are not answered here: %s", OneLine.of(project), OneLine.whole(why));
        }
    }
}
