package dev.sliprovider.getsli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.keptn.EventFormat;
import dev.sliprovider.keptn.EventType;
import dev.sliprovider.keptn.KeptnEvent;
import dev.sliprovider.prometheus.EndpointLabels;
import dev.sliprovider.resource.Level;
import dev.sliprovider.resource.ProjectFile;
import dev.sliprovider.resource.ProjectFiles;
import dev.sliprovider.resource.ResourceConfig;
import dev.sliprovider.resource.SliConfigs;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.sli.SliConfig;
import dev.sliprovider.waiting.Deadline;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GetSliHandlerTest {

    private final CountDownLatch released = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeEach
    void as_many_threads_as_in_service() {
        Infrastructure.setDefaultExecutor(threads, false);
    }

    @AfterEach
    void release() {
        released.countDown();
        threads.shutdown();
        Infrastructure.setDefaultExecutor();
    }

    @Test
    void a_stage_that_blocks_does_not_hold_up_the_answer() throws Exception {
        var reads = new ProjectFiles() {
            @Override
            public Uni<ProjectFile> read(String name, Level level, Scope scope, Optional<String> revision) {
                try {
                    released.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return Uni.createFrom().nothing();
            }

            @Override
            public String place() {
                return "a place that never answers";
            }
        };
        KeptnEvent event = EventFormat.read(Files.readAllBytes(Path.of("src/test/events/get-sli.triggered.json")));

        List<KeptnEvent> answers = handler(reads)
                .answer(event, Deadline.in(Duration.ofMillis(300)))
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofMillis(1300));

        assertThat(answers)
                .extracting(KeptnEvent::type)
                .containsExactly(EventType.GET_SLI_STARTED, EventType.GET_SLI_FINISHED);
        assertThat(answers.getLast().data().path("message").asText())
                .isEqualTo("the deadline was reached before anything was known");
    }

    private static GetSliHandler handler(ProjectFiles files) {
        SmallRyeConfig settings = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 300, new DurationConverter())
                .withConverter(MemorySize.class, 300, new MemorySizeConverter())
                .withMapping(ResourceConfig.class)
                .withMapping(GetSliConfig.class)
                .build();
        var metrics = new GetSliMetrics(new SimpleMeterRegistry(), new EndpointLabels());
        var config = settings.getConfigMapping(GetSliConfig.class);
        var retrieval = new SliRetrieval(
                new SliConfigs(files, SliConfig.EMPTY, settings.getConfigMapping(ResourceConfig.class)),
                // Never reached: reading ends nothing.
                null,
                null,
                metrics);
        return new GetSliHandler(retrieval, config, metrics, new Stopping(config));
    }
}
