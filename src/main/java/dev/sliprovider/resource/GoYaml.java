package dev.sliprovider.resource;

import dev.sliprovider.resource.SliYaml.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives the nodes of a YAML document the types that are wanted, as yaml.v3 does when Lighthouse reads slo.yaml (contract
 * §10.11, 1 and 6 to 8). One value of a wrong type makes the whole file invalid.
 */
final class GoYaml {

    /** Aliases make small files large; a file without them has fewer nodes than this. */
    private static final int NODES = 200_000;

    private final Set<YamlNode.Alias> followed = new HashSet<>();
    private int nodes;

    /** The file has a value of a wrong type. */
    static final class WrongTypeException extends Exception {
        private final transient Place place;

        WrongTypeException(YamlNode node, String message) {
            super(message);
            this.place = Place.of(node.mark());
        }

        Place place() {
            return place;
        }
    }

    /** Reads a node. */
    interface Reading<T> {
        T of(YamlNode node) throws WrongTypeException;
    }

    /** Reads a node that is not an alias, following aliases to it. */
    private <T> T resolved(YamlNode node, Reading<T> reading) throws WrongTypeException {
        nodes++;
        if (nodes > NODES) {
            throw new WrongTypeException(node, "the file is refused: its aliases make it too large; write it out");
        }
        if (!(node instanceof YamlNode.Alias alias)) {
            return reading.of(node);
        }
        if (alias.target().node() == null || !followed.add(alias)) {
            throw new WrongTypeException(
                    node, "the value of the anchor \"" + alias.anchor() + "\" contains itself; remove the alias");
        }
        try {
            return resolved(alias.target().node(), reading);
        } finally {
            followed.remove(alias);
        }
    }

    private static GoScalar scalar(YamlNode.Scalar scalar) throws WrongTypeException {
        try {
            return GoScalar.of(scalar);
        } catch (GoScalar.MismatchException e) {
            throw new WrongTypeException(scalar, e.getMessage());
        }
    }

    /** @return whether the node, or what it refers to, is no value */
    boolean isNull(YamlNode node) throws WrongTypeException {
        return switch (node) {
            case YamlNode.Alias alias ->
                alias.target().node() != null && isNull(alias.target().node());
            case YamlNode.Scalar scalar -> scalar(scalar) instanceof GoScalar.Null;
            case YamlNode.Sequence list -> false;
            case YamlNode.Mapping map -> false;
        };
    }

    /**
     * @return whether a block is absent
     * @throws WrongTypeException if it is a map or list that says of itself that it is no value
     */
    boolean isAbsent(YamlNode node) throws WrongTypeException {
        YamlNode found = node instanceof YamlNode.Alias alias ? alias.target().node() : node;
        String tag =
                switch (found) {
                    case null -> "";
                    case YamlNode.Mapping map -> map.tag();
                    case YamlNode.Sequence list -> list.tag();
                    case YamlNode.Scalar scalar -> "";
                    case YamlNode.Alias alias -> "";
                };
        return GoScalar.shortTag(tag).equals("!!null")
                ? fail(node, "\"!!null\" has a value; remove one")
                : isNull(node);
    }

    /** @return the text; empty for no value */
    Optional<String> text(YamlNode node, String what) throws WrongTypeException {
        return resolved(
                node,
                found -> found instanceof YamlNode.Scalar scalar
                        ? switch (scalar(scalar)) {
                            case GoScalar.Null none -> Optional.<String>empty();
                            case GoScalar.Text text -> Optional.of(text.value());
                            default -> Optional.of(scalar.value());
                        }
                        : fail(found, what + " must be a text"));
    }

    /** @return the number, without its fraction; empty for no value */
    Optional<Long> whole(YamlNode node, String what) throws WrongTypeException {
        return resolved(
                node,
                found -> found instanceof YamlNode.Scalar scalar
                        ? switch (scalar(scalar)) {
                            case GoScalar.Null none -> Optional.<Long>empty();
                            case GoScalar.Whole whole
                            when whole.value().bitLength() < Long.SIZE ->
                                Optional.of(whole.value().longValueExact());
                            case GoScalar.Fraction fraction
                            when fraction.value() <= Long.MAX_VALUE -> Optional.of(truncated(fraction.value()));
                            default -> fail(found, what + " must be a whole number without quotes");
                        }
                        : fail(found, what + " must be a whole number"));
    }

    /** Numbers outside of 64 bits become the least one, as on Lighthouse's processor. */
    private static long truncated(double number) {
        return number >= Long.MAX_VALUE ? Long.MIN_VALUE : (long) number;
    }

    /** @return the switch; empty for no value */
    Optional<Boolean> bool(YamlNode node, String what) throws WrongTypeException {
        return resolved(
                node,
                found -> found instanceof YamlNode.Scalar scalar
                        ? switch (scalar(scalar)) {
                            case GoScalar.Null none -> Optional.<Boolean>empty();
                            case GoScalar.Bool bool -> Optional.of(bool.value());
                            case GoScalar.Text text when YES.contains(text.value()) -> Optional.of(true);
                            case GoScalar.Text text when NO.contains(text.value()) -> Optional.of(false);
                            default -> fail(found, what + " must be true or false, without quotes");
                        }
                        : fail(found, what + " must be true or false"));
    }

    private static final Set<String> YES = Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON");
    private static final Set<String> NO = Set.of("n", "N", "no", "No", "NO", "off", "Off", "OFF");

    /** @return what was read of each item; none for no value */
    <T> List<T> list(YamlNode node, String what, Reading<T> item) throws WrongTypeException {
        return resolved(node, found -> switch (found) {
            case YamlNode.Sequence list -> {
                var read = new ArrayList<T>();
                for (YamlNode each : list.items()) {
                    read.add(item.of(each));
                }
                yield read;
            }
            case YamlNode.Scalar scalar when scalar(scalar) instanceof GoScalar.Null -> List.of();
            default -> fail(found, what + " must be a list");
        });
    }

    /**
     * The members of a map that are wanted, with those that are merged in by {@code <<}.
     *
     * @param wanted the names; empty for all
     * @return by name; the values are not read yet
     */
    Map<String, YamlNode> members(YamlNode node, String what, Optional<Set<String>> wanted) throws WrongTypeException {
        var members = new LinkedHashMap<String, YamlNode>();
        resolved(node, found -> {
            if (!(found instanceof YamlNode.Mapping map)) {
                return fail(found, what + " must be a map");
            }
            collect(map, what, wanted, members, null);
            return null;
        });
        return members;
    }

    /**
     * @param taken the names that what is merged in may not set; null outside of a merge
     */
    private void collect(
            YamlNode.Mapping map,
            String what,
            Optional<Set<String>> wanted,
            Map<String, YamlNode> members,
            Set<String> taken)
            throws WrongTypeException {
        requireUniqueKeys(map, what);
        var own = new HashSet<String>();
        YamlNode merge = null;
        for (YamlNode.Entry entry : map.entries()) {
            if (isMerge(entry.key())) {
                merge = entry.value();
                continue;
            }
            Optional<String> name = text(entry.key(), "a key of " + what);
            if (name.isEmpty() || taken != null && !taken.add(name.get())) {
                continue;
            }
            if (wanted.isPresent() && wanted.get().contains(name.get()) && !own.add(name.get())) {
                fail(entry.key(), "the key \"" + name.get() + "\" of " + what + " stands here twice; keep one");
            }
            members.put(name.get(), entry.value());
        }
        if (merge != null) {
            merge(merge, what, wanted, members, taken == null ? textKeys(map) : taken);
        }
    }

    private void merge(
            YamlNode source,
            String what,
            Optional<Set<String>> wanted,
            Map<String, YamlNode> members,
            Set<String> taken)
            throws WrongTypeException {
        List<YamlNode> sources = source instanceof YamlNode.Sequence list ? list.items() : List.of(source);
        for (YamlNode each : sources) {
            YamlNode target =
                    each instanceof YamlNode.Alias alias ? alias.target().node() : each;
            if (!(target instanceof YamlNode.Mapping)) {
                fail(each, "\"<<\" takes a map or a list of maps");
            }
            resolved(each, found -> {
                collect((YamlNode.Mapping) found, what, wanted, members, taken);
                return null;
            });
        }
    }

    /** Only names that are texts without looking at the wanted type keep what is merged in from setting them. */
    private Set<String> textKeys(YamlNode.Mapping map) throws WrongTypeException {
        var keys = new LinkedHashSet<String>();
        for (YamlNode.Entry entry : map.entries()) {
            if (resolved(entry.key(), found -> found) instanceof YamlNode.Scalar scalar
                    && scalar(scalar) instanceof GoScalar.Text text) {
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

    private void requireUniqueKeys(YamlNode.Mapping map, String what) throws WrongTypeException {
        var keys = new HashSet<String>();
        for (YamlNode.Entry entry : map.entries()) {
            String key =
                    switch (entry.key()) {
                        case YamlNode.Scalar scalar -> "value " + scalar.value();
                        case YamlNode.Alias alias -> "alias " + alias.anchor();
                        case YamlNode.Sequence list -> "list";
                        case YamlNode.Mapping nested -> "map";
                    };
            if (!keys.add(key)) {
                fail(entry.key(), "the " + key + " stands twice as a key of " + what + "; keep one");
            }
        }
    }

    private static <T> T fail(YamlNode node, String message) throws WrongTypeException {
        throw new WrongTypeException(node, message);
    }
}
