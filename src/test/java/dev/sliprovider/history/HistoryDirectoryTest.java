package dev.sliprovider.history;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class HistoryDirectoryTest extends HistoryBehaviour {

    @TempDir
    private Path root;

    @Override
    protected EvaluationHistory empty() {
        return new HistoryDirectory(root);
    }
}
