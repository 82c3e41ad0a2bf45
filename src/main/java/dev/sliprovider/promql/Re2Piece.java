package dev.sliprovider.promql;

/**
 * What is known of a part of a regular expression. Size and height are those of the program that Prometheus makes of it,
 * where counted repetitions are written out: {@code a{0,3}} is {@code (a(a(a)?)?)?}.
 *
 * @param kind what its outermost operation is
 * @param matchesEmpty whether it matches the empty text
 * @param repeats the product of counted repetitions in it, where it is largest
 * @param size about how many instructions it becomes
 * @param height of its tree
 */
record Re2Piece(Kind kind, boolean matchesEmpty, long repeats, long size, int height) {

    /** The outermost operation. */
    enum Kind {
        /** Characters that stand for themselves; those that follow each other are one. */
        LITERAL,
        /** A class of characters, a boundary, a capturing group or a repetition. */
        ATOM,
        /** Pieces that follow each other. */
        SEQUENCE,
        /** Alternatives. */
        CHOICE
    }

    private static final int MOST_REPEATS = 1_000;
    /** The server puts the pattern between anchors, which is one level more, and reads no more than 1,000. */
    private static final int HIGHEST = 999;
    /** Of instructions that fit into 128 MiB. */
    private static final long LARGEST = 3_355_443;

    /** Refuses what is too large. */
    Re2Piece {
        if (height > HIGHEST) {
            throw new Re2.Refusal("it is nested too deep, or repeats an optional part too often");
        }
        if (size > LARGEST) {
            throw new Re2.Refusal("it is too large");
        }
    }

    static final Re2Piece CHARACTER = new Re2Piece(Kind.LITERAL, false, 1, 1, 1);
    static final Re2Piece CLASS = new Re2Piece(Kind.ATOM, false, 1, 1, 1);
    /** What matches between characters, at the beginning and at the end. */
    static final Re2Piece BOUNDARY = new Re2Piece(Kind.ATOM, true, 1, 1, 1);
    /** What matches between characters only next to a letter. */
    static final Re2Piece WORD_BOUNDARY = new Re2Piece(Kind.ATOM, false, 1, 1, 1);
    /** The sequence of nothing. */
    static final Re2Piece NOTHING = new Re2Piece(Kind.SEQUENCE, true, 1, 0, 0);

    Re2Piece then(Re2Piece next) {
        if (this == NOTHING) {
            return next;
        }
        boolean literal = kind == Kind.LITERAL && next.kind == Kind.LITERAL;
        return new Re2Piece(
                literal ? Kind.LITERAL : Kind.SEQUENCE,
                matchesEmpty && next.matchesEmpty,
                Math.max(repeats, next.repeats),
                size + next.size,
                literal ? 1 : 1 + Math.max(heightIn(Kind.SEQUENCE), next.heightIn(Kind.SEQUENCE)));
    }

    /** Characters and classes of them make one class. */
    Re2Piece or(Re2Piece other) {
        if (isCharacter() && other.isCharacter()) {
            return CLASS;
        }
        return new Re2Piece(
                Kind.CHOICE,
                matchesEmpty || other.matchesEmpty,
                Math.max(repeats, other.repeats),
                size + other.size + 1,
                1 + Math.max(heightIn(Kind.CHOICE), other.heightIn(Kind.CHOICE)));
    }

    Re2Piece captured() {
        return new Re2Piece(Kind.ATOM, matchesEmpty, repeats, size + 2, height + 1);
    }

    /** {@code *}, {@code +} or {@code ?}. */
    Re2Piece repeated(boolean mayBeMissing) {
        return new Re2Piece(Kind.ATOM, matchesEmpty || mayBeMissing, repeats, size + 2, height + 1);
    }

    /** @param most -1 if there is no upper bound */
    Re2Piece repeated(int least, int most) {
        long factor = most < 0 ? least : most;
        long product = factor == 0 ? 1 : factor * repeats;
        if ((least >= 2 || most >= 2) && product > MOST_REPEATS) {
            throw new Re2.Refusal("it repeats more than " + MOST_REPEATS + " times");
        }
        long instructions = most < 0 ? Math.max(2, least) * size + 2 : most * size + (most - least);
        boolean single = least == 0 || least == 1 && most == 1;
        return new Re2Piece(
                single ? Kind.ATOM : Kind.SEQUENCE,
                matchesEmpty || least == 0,
                product,
                Math.max(1, instructions),
                repeatedHeight(least, most));
    }

    private boolean isCharacter() {
        return equals(CHARACTER) || equals(CLASS);
    }

    private int repeatedHeight(int least, int most) {
        if (most == least) {
            return least > 1 ? heightIn(Kind.SEQUENCE) + 1 : Math.max(1, height);
        }
        int optional = most < 0 ? height + 1 : height + 1 + 2 * (most - least - 1);
        return optional + (least == 0 ? 0 : 1);
    }

    /** Sequences in sequences, and choices in choices, are no level of their own. */
    private int heightIn(Kind outer) {
        return kind == outer ? height - 1 : height;
    }
}
