package dev.sliprovider.promql;

/** Bounds how deep expressions are nested, so that reading and looking at them never overflows a stack. */
final class Depth {

    /** Of parentheses, arguments and operators to the right, all together. */
    static final int DEEPEST = 200;
    /** Of the tree, in which a chain such as {@code a + b + c} is one deeper for each operator. */
    static final int HIGHEST = 1_000;

    private int depth;

    void enter() {
        depth++;
        if (depth > DEEPEST) {
            throw new TooLargeException("it is nested deeper than " + DEEPEST + " levels");
        }
    }

    void leave() {
        depth--;
    }

    /** @return the height, if it is bearable */
    static int checkHeight(int height) {
        if (height > HIGHEST) {
            throw new TooLargeException("it has a chain of more than " + HIGHEST + " operators or levels");
        }
        return height;
    }
}
