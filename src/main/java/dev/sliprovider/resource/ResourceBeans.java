package dev.sliprovider.resource;

import dev.sliprovider.sli.BuiltInIndicators;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Chooses the source of sli.yaml files from the configuration. */
@ApplicationScoped
class ResourceBeans {

    @Produces
    @Singleton
    SliConfigs configs(ResourceConfig config) {
        SliFiles files =
                config.directory().<SliFiles>map(SliDirectory::new).orElseGet(() -> new ResourceService(config));
        return new SliConfigs(files, BuiltInIndicators.withJob(config.builtInJob()), config);
    }
}
