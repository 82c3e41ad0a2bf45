package dev.sliprovider.resource;

import dev.sliprovider.keptnapi.Gateway;
import dev.sliprovider.sli.BuiltInIndicators;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;

/** Chooses the source of sli.yaml files from the configuration. */
@ApplicationScoped
class ResourceBeans {

    @Produces
    @Singleton
    SliConfigs configs(ResourceConfig config, Gateway gateway) {
        SliFiles files = config.directory()
                .<SliFiles>map(ResourceBeans::directory)
                .orElseGet(() -> new ResourceService(config, gateway));
        return new SliConfigs(files, BuiltInIndicators.withJob(config.builtInJob()), config);
    }

    /** A directory that is not there when the program starts is a slip of the pen. */
    private static SliDirectory directory(Path root) {
        if (!Files.isDirectory(root)) {
            throw new IllegalArgumentException(
                    "sli-provider.resource.directory (--sli-dir): there is no directory " + root + "; it should hold "
                            + Level.FILE + " and, below <stage>/ and <stage>/<service>/, the same");
        }
        return new SliDirectory(root);
    }
}
