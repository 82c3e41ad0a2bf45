package dev.sliprovider.cli;

import dev.sliprovider.evaluator.QuestionProgress;
import dev.sliprovider.getsli.Completeness;
import dev.sliprovider.sli.IndicatorValue;
import java.time.Duration;

/** Shows first the wait for samples, then the number of known indicators: a line that is updated on a terminal. */
final class EvaluationProgress implements QuestionProgress, AutoCloseable {

    private final DataWaitProgress wait;
    private IndicatorProgress indicators;

    /** @param longest wait for samples */
    EvaluationProgress(Duration longest) {
        this.wait = new DataWaitProgress(longest);
    }

    @Override
    public void waiting(String missing) {
        wait.accept(missing);
    }

    @Override
    public void arrived(Completeness completeness) {
        wait.ended(completeness);
        wait.close();
    }

    @Override
    public synchronized void asking(long count) {
        indicators = new IndicatorProgress();
        indicators.expect(count);
    }

    @Override
    public synchronized void known(IndicatorValue value) {
        indicators.accept(value);
    }

    @Override
    public synchronized void close() {
        wait.close();
        if (indicators != null) {
            indicators.close();
        }
    }
}
