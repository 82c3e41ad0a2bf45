package dev.sliprovider.cli;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The command line inside the process of a test, whose end the test decides: {@code Main} ends the process itself. */
@QuarkusMain(name = "in-process")
public final class InProcess implements QuarkusTestProfile {

    /** @param args see {@code --help} */
    public static void main(String... args) {
        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(Cli.run(args), null);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quarkus.package.main-class", "in-process");
    }
}
