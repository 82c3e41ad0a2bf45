package dev.sliprovider.resource;

import dev.sliprovider.resource.GoYaml.WrongTypeException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects the members of a map with what {@code <<} merges in, as yaml.v3 does (contract §10.11, 8). */
final class GoMap {

    private final GoYaml yaml;
    private final String what;
    private final Optional<Set<String>> wanted;
    private final Map<String, YamlNode.Entry> members;

    /**
     * @param what how messages call the map
     * @param wanted the names that may occur once only; all others are collected without a look
     * @param members gets what is found
     */
    GoMap(GoYaml yaml, String what, Optional<Set<String>> wanted, Map<String, YamlNode.Entry> members) {
        this.yaml = yaml;
        this.what = what;
        this.wanted = wanted;
        this.members = members;
    }

    /**
     * @param taken the names that what is merged in may not set; null outside of a merge
     */
    void collect(YamlNode.Mapping map, Set<String> taken) throws WrongTypeException {
        requireUniqueKeys(map);
        var own = new HashSet<String>();
        YamlNode merge = null;
        for (YamlNode.Entry entry : map.entries()) {
            if (isMerge(entry.key())) {
                merge = entry.value();
                continue;
            }
            Optional<String> name = yaml.text(entry.key(), "a key of " + what);
            if (name.isEmpty() || taken != null && !taken.add(name.get())) {
                continue;
            }
            if (wanted.isPresent() && wanted.get().contains(name.get()) && !own.add(name.get())) {
                GoYaml.fail(entry.key(), "the key \"" + name.get() + "\" is there twice in " + what + "; keep one");
            }
            members.put(name.get(), entry);
        }
        if (merge != null) {
            merge(merge, taken == null ? textKeys(map) : taken);
        }
    }

    private void merge(YamlNode source, Set<String> taken) throws WrongTypeException {
        List<YamlNode> sources = source instanceof YamlNode.Sequence list ? list.items() : List.of(source);
        for (YamlNode each : sources) {
            YamlNode target =
                    each instanceof YamlNode.Alias alias ? alias.target().node() : each;
            if (!(target instanceof YamlNode.Mapping)) {
                GoYaml.fail(each, "\"<<\" takes a map or a list of maps");
            }
            yaml.resolved(each, found -> {
                collect((YamlNode.Mapping) found, taken);
                return null;
            });
        }
    }

    /** Only names that are texts without looking at the wanted type keep what is merged in from setting them. */
    private Set<String> textKeys(YamlNode.Mapping map) throws WrongTypeException {
        var keys = new LinkedHashSet<String>();
        for (YamlNode.Entry entry : map.entries()) {
            if (yaml.resolved(entry.key(), found -> found) instanceof YamlNode.Scalar scalar
                    && GoYaml.scalar(scalar) instanceof GoScalar.Text text) {
                keys.add(text.value());
            }
        }
        return keys;
    }

    private static boolean isMerge(YamlNode key) {
        return key instanceof YamlNode.Scalar scalar
                && scalar.value().equals("<<")
                && ((scalar.tag().isEmpty() || scalar.tag().equals("!")) && scalar.isPlain()
                        || GoScalar.shortTag(scalar.tag()).equals("!!merge"));
    }

    private void requireUniqueKeys(YamlNode.Mapping map) throws WrongTypeException {
        var keys = new HashSet<String>();
        for (YamlNode.Entry entry : map.entries()) {
            String key =
                    switch (entry.key()) {
                        case YamlNode.Scalar scalar -> "key \"" + scalar.value() + "\"";
                        case YamlNode.Alias alias -> "key *" + alias.anchor();
                        case YamlNode.Sequence list -> "list as a key";
                        case YamlNode.Mapping nested -> "map as a key";
                    };
            if (!keys.add(key)) {
                GoYaml.fail(entry.key(), "the " + key + " is there twice in " + what + "; keep one");
            }
        }
    }
}
