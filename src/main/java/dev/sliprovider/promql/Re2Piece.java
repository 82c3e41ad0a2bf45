package dev.sliprovider.promql;

/**
 * What is known of a part of a regular expression.
 *
 * @param matchesEmpty whether it matches the empty text
 * @param repeats the product of counted repetitions in it, where it is largest
 * @param size about how many instructions it becomes
 * @param height of its tree
 */
record Re2Piece(boolean matchesEmpty, long repeats, long size, int height) {

    private static final int MOST_REPEATS = 1_000;
    private static final int HIGHEST = 1_000;
    private static final long LARGEST = 3_355_443;

    /** Refuses what is too large. */
    Re2Piece {
        if (height > HIGHEST) {
            throw new Re2.Refusal("it is nested deeper than " + HIGHEST + " levels");
        }
        if (size > LARGEST) {
            throw new Re2.Refusal("it is too large");
        }
    }

    /** A character, or a class of them. */
    static final Re2Piece CHARACTER = new Re2Piece(false, 1, 1, 1);
    /** What matches between characters, at the beginning and at the end. */
    static final Re2Piece BOUNDARY = new Re2Piece(true, 1, 1, 1);
    /** What matches between characters only inside of a word. */
    static final Re2Piece INSIDE_WORD = new Re2Piece(false, 1, 1, 1);
    /** The sequence of nothing. */
    static final Re2Piece NOTHING = new Re2Piece(true, 1, 0, 0);

    Re2Piece then(Re2Piece next) {
        return new Re2Piece(
                matchesEmpty && next.matchesEmpty,
                Math.max(repeats, next.repeats),
                size + next.size,
                Math.max(height, next.height));
    }

    Re2Piece or(Re2Piece other) {
        return new Re2Piece(
                matchesEmpty || other.matchesEmpty,
                Math.max(repeats, other.repeats),
                size + other.size + 1,
                Math.max(height, other.height));
    }

    Re2Piece grouped() {
        return new Re2Piece(matchesEmpty, repeats, size + 2, height + 1);
    }

    Re2Piece repeated(boolean mayBeMissing) {
        return new Re2Piece(matchesEmpty || mayBeMissing, repeats, size + 2, height + 1);
    }

    /** @param most -1 if there is no upper bound */
    Re2Piece repeated(int least, int most) {
        long factor = most < 0 ? least : most;
        long product = factor == 0 ? 1 : factor * repeats;
        if ((least >= 2 || most >= 2) && product > MOST_REPEATS) {
            throw new Re2.Refusal("it repeats more than " + MOST_REPEATS + " times");
        }
        long instructions = most < 0 ? Math.max(2, least) * size + 2 : most * size + (most - least);
        return new Re2Piece(matchesEmpty || least == 0, product, Math.max(1, instructions), height + 1);
    }
}
