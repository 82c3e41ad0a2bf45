package dev.sliprovider.resource;

import dev.sliprovider.keptnapi.Gateway;
import dev.sliprovider.sli.BuiltInIndicators;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;

/** Chooses where files are read from: a directory, or the resource-service. */
@ApplicationScoped
class ResourceBeans {

    @Produces
    @Singleton
    SliConfigs configs(ResourceConfig config, Gateway gateway) {
        ProjectFiles files = config.directory()
                .<ProjectFiles>map(root -> directory(root, config.showPaths()))
                .orElseGet(() -> new ResourceService(config, gateway));
        return new SliConfigs(files, BuiltInIndicators.withJob(config.builtInJob()), config);
    }

    /** A directory that does not exist when the program starts is a mistake in the setting. */
    private static ProjectDirectory directory(Path root, boolean showsPaths) {
        if (!Files.isDirectory(root)) {
            throw new IllegalArgumentException(
                    "sli-provider.resource.directory (--sli-dir): " + MissingPath.directory(root));
        }
        return new ProjectDirectory(root, showsPaths);
    }
}
