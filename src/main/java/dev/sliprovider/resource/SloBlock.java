package dev.sliprovider.resource;

import dev.sliprovider.resource.GoYaml.WrongTypeException;
import dev.sliprovider.sli.NearestName;
import dev.sliprovider.slo.Finding;
import dev.sliprovider.slo.Finding.Severity;
import dev.sliprovider.slo.GoFloat;
import dev.sliprovider.slo.Place;
import dev.sliprovider.slo.Places;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.error.Mark;

/** A map of slo.yaml: its members by type, and findings about what is ignored in it. */
final class SloBlock {

    private final YamlNode node;
    private final Map<String, YamlNode.Entry> members;
    private final GoYaml yaml;
    private final List<Finding> findings;

    private SloBlock(YamlNode node, Map<String, YamlNode.Entry> members, GoYaml yaml, List<Finding> findings) {
        this.node = node;
        this.members = members;
        this.yaml = yaml;
        this.findings = findings;
    }

    /**
     * @param what how messages call the block
     * @param known the names of its members
     * @param findings gets one for each other name
     */
    static SloBlock of(YamlNode node, String what, Set<String> known, GoYaml yaml, List<Finding> findings)
            throws WrongTypeException {
        Map<String, YamlNode.Entry> members = yaml.members(node, what, Optional.of(known));
        members.forEach((name, entry) -> {
            if (!known.contains(name)) {
                findings.add(unknown(name, what, known, place(entry.key())));
            }
        });
        return new SloBlock(node, members, yaml, findings);
    }

    private static Finding unknown(String name, String what, Set<String> known, Place place) {
        String remedy = NearestName.to(name, known)
                .map(near -> "Write \"" + near + "\" if that is meant, or remove the key.")
                .orElse("Remove it, or write one of " + String.join(", ", new TreeSet<>(known)) + ".");
        return new Finding(
                "key-unknown",
                Severity.WARNING,
                place,
                "The key \"" + name + "\" of " + what + " is unknown and has no effect.",
                remedy);
    }

    Optional<YamlNode> value(String name) {
        return Optional.ofNullable(members.get(name)).map(YamlNode.Entry::value);
    }

    String text(String name) throws WrongTypeException {
        Optional<YamlNode> value = value(name);
        return value.isEmpty() ? "" : yaml.text(value.get(), quoted(name)).orElse("");
    }

    /** @return 0 without a number */
    long whole(String name) throws WrongTypeException {
        Optional<YamlNode> value = value(name);
        if (value.isEmpty()) {
            return 0;
        }
        Optional<Long> number = yaml.whole(value.get(), quoted(name));
        number.ifPresent(read -> noteRounding(name, value.get(), read));
        return number.orElse(0L);
    }

    private void noteRounding(String name, YamlNode value, long read) {
        boolean isExact = !(value instanceof YamlNode.Scalar scalar)
                || GoFloat.parse(scalar.value()).orElse(read) == read;
        if (!isExact || read == 0) {
            findings.add(new Finding(
                    "number-rounded",
                    Severity.WARNING,
                    place(value),
                    quoted(name) + " is read as " + (read == 0 ? "if it were absent" : read)
                            + ": it takes whole numbers" + " other than 0.",
                    "Write a whole number; multiply all weights by the same factor if one is a fraction."));
        }
    }

    boolean bool(String name) throws WrongTypeException {
        Optional<YamlNode> value = value(name);
        return value.isPresent() && yaml.bool(value.get(), quoted(name)).orElse(false);
    }

    private static String quoted(String name) {
        return "\"" + name + "\"";
    }

    Places places() {
        var places = new HashMap<String, Place>();
        members.forEach((name, entry) -> places.put(name, place(entry.value())));
        return new Places(place(node), places);
    }

    static Place place(YamlNode node) {
        Mark mark = node.mark();
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
