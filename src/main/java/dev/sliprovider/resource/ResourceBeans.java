package dev.sliprovider.resource;

import dev.sliprovider.keptnapi.Gateway;
import dev.sliprovider.sli.BuiltInIndicators;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/** Chooses where files are read from: a directory, or the resource-service. */
@ApplicationScoped
class ResourceBeans {

    @Produces
    @Singleton
    ProjectFiles files(ResourceConfig config, Gateway gateway) {
        return config.directory()
                .map(root -> directory(root, config.showPaths()))
                .orElseGet(() -> new ResourceService(config, gateway));
    }

    @Produces
    @Singleton
    SliConfigs configs(ResourceConfig config, ProjectFiles files) {
        return new SliConfigs(files, BuiltInIndicators.withJob(config.builtInJob()), config);
    }

    /** A directory that does not exist when the program starts is a mistake in the setting. */
    private static ProjectFiles directory(Path root, boolean showsPaths) {
        try {
            return ProjectFiles.directory(root, showsPaths);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("sli-provider.resource.directory (--sli-dir): " + e.getMessage());
        }
    }
}
