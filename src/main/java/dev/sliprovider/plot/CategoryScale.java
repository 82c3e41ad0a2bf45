package dev.sliprovider.plot;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Names side by side; the value of a name is its index.
 *
 * @param labels in order
 */
public record CategoryScale(List<String> labels) implements Scale {

    /** Copies the list. */
    public CategoryScale {
        labels = List.copyOf(labels);
    }

    @Override
    public double share(double value) {
        return (value + 0.5) / labels.size();
    }

    @Override
    public List<Tick> ticks() {
        return IntStream.range(0, labels.size())
                .mapToObj(i -> new Tick(i, labels.get(i)))
                .toList();
    }
}
