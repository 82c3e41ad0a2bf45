package dev.sliprovider.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sliprovider.sli.IndicatorQuery;
import dev.sliprovider.sli.QueryTemplate;
import dev.sliprovider.sli.Scope;
import dev.sliprovider.sli.SliConfig;
import dev.sliprovider.waiting.Eventually;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SliConfigsTest {

    private static final Scope SCOPE = new Scope("bookshop", "preprod", "catalog");
    private static final Optional<String> COMMIT = Optional.of("9b1e0c44");
    private static final Optional<String> NEWEST = Optional.empty();
    private static final Map<String, IndicatorQuery> BUILT_IN = Map.of("throughput", new QueryTemplate("builtin"));
    private static final Duration LONG = Duration.ofHours(1);

    private final Files files = new Files();

    /** Files that a test lays down; remembers what was asked for. */
    private static final class Files implements ProjectFiles {
        private final Map<Level, Uni<ProjectFile>> levels = new EnumMap<>(Level.class);
        private final List<String> asked = new ArrayList<>();

        Files with(Level level, String text) {
            levels.put(level, Uni.createFrom().item(ProjectFile.of(level.describe(SliConfigs.FILE), text)));
            return this;
        }

        Files with(Level level, RuntimeException failure) {
            levels.put(level, Uni.createFrom().failure(failure));
            return this;
        }

        @Override
        public Uni<ProjectFile> read(String name, Level level, Scope scope, Optional<String> revision) {
            Uni<ProjectFile> absent = Uni.createFrom().item(ProjectFile.absent(level.describe(SliConfigs.FILE)));
            return Uni.createFrom().deferred(() -> {
                asked.add(level + "@" + revision.orElse("newest"));
                return levels.getOrDefault(level, absent)
                        .map(file -> revision.isPresent() && file.warnings().isEmpty() ? file.ofCommit() : file);
            });
        }

        @Override
        public String place() {
            return "the test";
        }
    }

    private record Config(Duration cacheFor, int cacheEntries) implements ResourceConfig {

        @Override
        public boolean showPaths() {
            return false;
        }

        @Override
        public Optional<Path> directory() {
            return Optional.empty();
        }

        @Override
        public Optional<String> url() {
            return Optional.empty();
        }

        @Override
        public Optional<String> token() {
            return Optional.empty();
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public int retries() {
            return 0;
        }

        @Override
        public Duration backoff() {
            return Duration.ofMillis(1);
        }

        @Override
        public String builtInJob() {
            return "job";
        }
    }

    @Test
    void all_levels_are_merged_with_what_is_built_in() {
        files.with(Level.PROJECT, "indicators: {a: p, b: p, throughput: p}")
                .with(Level.STAGE, "indicators: {b: s, c: s, throughput: }")
                .with(Level.SERVICE, "indicators: {c: v}");
        SliConfigs.Loaded loaded = load(configs(LONG), COMMIT);
        assertThat(loaded.config()).isEqualTo(merged("throughput=builtin a=p b=s c=v"));
        assertThat(loaded.warnings()).isEmpty();
    }

    @Test
    void each_level_says_what_it_gave() {
        files.with(Level.PROJECT, "indicators: {a: p, b: p}").with(Level.SERVICE, "indicators:");
        assertThat(load(configs(LONG), NEWEST).levels())
                .map(SliConfigs.LevelResult::toString)
                .containsExactly(
                        "prometheus/sli.yaml (project level): defines 2 indicators",
                        "prometheus/sli.yaml (stage level): no such file",
                        "prometheus/sli.yaml (service level): defines 0 indicators");
    }

    @Test
    void the_commit_is_asked_for_on_the_levels_of_its_branch_only() {
        load(configs(LONG), COMMIT);
        assertThat(files.asked).containsExactly("PROJECT@newest", "STAGE@9b1e0c44", "SERVICE@9b1e0c44");
    }

    @Test
    void without_a_commit_the_newest_file_is_asked_for() {
        load(configs(LONG), NEWEST);
        assertThat(files.asked).containsExactly("PROJECT@newest", "STAGE@newest", "SERVICE@newest");
    }

    @Test
    void the_levels_are_read_at_the_same_time() {
        files.levels.put(Level.PROJECT, Uni.createFrom().nothing());
        files.levels.put(Level.STAGE, Uni.createFrom().nothing());
        configs(LONG).load(SCOPE, NEWEST).subscribe().with(loaded -> {});
        assertThat(files.asked).hasSize(3);
    }

    @Test
    void the_file_of_a_commit_is_read_once() {
        SliConfigs configs = configs(Duration.ZERO);
        load(configs, COMMIT);
        files.asked.clear();
        load(configs, COMMIT);
        assertThat(files.asked).containsExactly("PROJECT@newest");
    }

    @Test
    void another_commit_is_another_file() {
        SliConfigs configs = configs(LONG);
        load(configs, COMMIT);
        files.asked.clear();
        load(configs, Optional.of("other"));
        assertThat(files.asked).containsExactly("STAGE@other", "SERVICE@other");
    }

    @Test
    void the_newest_file_is_used_again_for_the_configured_time() {
        SliConfigs configs = configs(LONG);
        load(configs, NEWEST);
        files.asked.clear();
        load(configs, NEWEST);
        assertThat(files.asked).isEmpty();
    }

    @Test
    void what_another_service_of_the_stage_has_read_is_shared() {
        SliConfigs configs = configs(LONG);
        load(configs, COMMIT);
        files.asked.clear();
        now(configs.load(new Scope("bookshop", "preprod", "cart"), COMMIT));
        assertThat(files.asked).containsExactly("SERVICE@9b1e0c44");
    }

    @Test
    void another_project_shares_nothing() {
        SliConfigs configs = configs(LONG);
        load(configs, COMMIT);
        files.asked.clear();
        now(configs.load(new Scope("other", "preprod", "catalog"), COMMIT));
        assertThat(files.asked).hasSize(3);
    }

    @Test
    void a_file_that_was_read_instead_of_the_wanted_one_is_not_kept_for_ever() {
        ProjectFile instead = ProjectFile.of("f", "indicators: {a: up}").warn("Read from the newest revision instead.");
        files.levels.put(Level.STAGE, Uni.createFrom().item(instead));
        SliConfigs configs = configs(Duration.ZERO);
        assertThat(load(configs, COMMIT).warnings()).containsExactly("Read from the newest revision instead.");
        files.asked.clear();
        load(configs, COMMIT);
        assertThat(files.asked).containsExactly("PROJECT@newest", "STAGE@9b1e0c44");
    }

    @Test
    void an_empty_level_is_a_warning_and_defines_nothing() {
        files.with(Level.PROJECT, "").with(Level.STAGE, "indicators:").with(Level.SERVICE, "indicators: {a: up}");
        SliConfigs.Loaded loaded = load(configs(LONG), NEWEST);
        assertThat(loaded.config()).isEqualTo(merged("throughput=builtin a=up"));
        assertThat(loaded.warnings())
                .containsExactly(
                        "prometheus/sli.yaml (project level):1:1: the file is empty; it defines no indicator",
                        "prometheus/sli.yaml (stage level):1:12: \"indicators\" is empty; the file defines no indicator");
    }

    @Test
    void no_file_at_all_is_a_warning_that_names_the_place() {
        SliConfigs.Loaded loaded = load(configs(LONG), NEWEST);
        assertThat(loaded.config()).isEqualTo(merged("throughput=builtin"));
        assertThat(loaded.warnings())
                .singleElement()
                .asString()
                .contains("No level has a prometheus/sli.yaml in the test");
    }

    @Test
    void one_file_is_enough() {
        files.with(Level.STAGE, "indicators: {a: up}");
        assertThat(load(configs(LONG), NEWEST).warnings()).isEmpty();
    }

    @Test
    void the_errors_of_all_levels_are_told_together() {
        files.with(Level.PROJECT, "indicators: [a]")
                .with(Level.STAGE, new UnreadableFileException("the stage is not there"))
                .with(Level.SERVICE, "indicators:\n  a: [1]\n  b: [1]\n");
        assertThatExceptionOfType(SliConfigException.class)
                .isThrownBy(() -> load(configs(LONG), NEWEST))
                .withMessageContainingAll(
                        "prometheus/sli.yaml (project level):1:13: ",
                        "; the stage is not there; ",
                        "prometheus/sli.yaml (service level):2:6: ",
                        "prometheus/sli.yaml (service level):3:6: ");
    }

    @Test
    void an_error_that_all_levels_share_is_told_once() {
        for (Level level : Level.values()) {
            files.with(level, new UnreadableFileException("no such project"));
        }
        assertThatExceptionOfType(SliConfigException.class)
                .isThrownBy(() -> load(configs(LONG), NEWEST))
                .withMessage("no such project");
    }

    @Test
    void a_file_that_could_not_be_read_is_asked_for_again() {
        files.with(Level.STAGE, new UnreadableFileException("not now"));
        SliConfigs configs = configs(LONG);
        assertThatExceptionOfType(SliConfigException.class).isThrownBy(() -> load(configs, COMMIT));
        files.asked.clear();
        files.with(Level.STAGE, "indicators: {a: up}");
        assertThat(load(configs, COMMIT).config()).isEqualTo(merged("throughput=builtin a=up"));
        assertThat(files.asked).containsExactly("STAGE@9b1e0c44");
    }

    @Test
    void a_bug_is_not_taken_for_an_error_of_the_configuration() {
        files.with(Level.STAGE, new IllegalStateException("bug"));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> load(configs(LONG), COMMIT));
    }

    private SliConfigs configs(Duration cacheFor) {
        return new SliConfigs(files, SliConfig.of(BUILT_IN), new Config(cacheFor, 100));
    }

    private static SliConfigs.Loaded load(SliConfigs configs, Optional<String> revision) {
        return now(configs.load(SCOPE, revision));
    }

    private static SliConfigs.Loaded now(Uni<SliConfigs.Loaded> loading) {
        return loading.await().atMost(Eventually.LIMIT);
    }

    private static SliConfig merged(String text) {
        var queries = new LinkedHashMap<String, IndicatorQuery>();
        for (String entry : text.split(" ")) {
            String[] parts = entry.split("=");
            queries.put(parts[0], new QueryTemplate(parts[1]));
        }
        return SliConfig.of(queries);
    }
}
