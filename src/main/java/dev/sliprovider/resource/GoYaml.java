package dev.sliprovider.resource;

import dev.sliprovider.resource.SliYaml.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
    <T> T resolved(YamlNode node, Reading<T> reading) throws WrongTypeException {
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

    static GoScalar scalar(YamlNode.Scalar scalar) throws WrongTypeException {
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
    Map<String, YamlNode.Entry> members(YamlNode node, String what, Optional<Set<String>> wanted)
            throws WrongTypeException {
        var members = new LinkedHashMap<String, YamlNode.Entry>();
        resolved(node, found -> {
            if (!(found instanceof YamlNode.Mapping map)) {
                return fail(found, what + " must be a map");
            }
            new GoMap(this, what, wanted, members).collect(map, null);
            return null;
        });
        return members;
    }

    static <T> T fail(YamlNode node, String message) throws WrongTypeException {
        throw new WrongTypeException(node, message);
    }
}
