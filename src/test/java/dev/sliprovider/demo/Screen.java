package dev.sliprovider.demo;

/** What a demo writes to the terminal: aligned, and in colours if it is one. */
final class Screen {

    static final int RED = 31;
    static final int GREEN = 32;
    static final int YELLOW = 33;
    static final int BLUE = 34;
    static final int CYAN = 36;

    private static final boolean COLOUR = System.console() != null && System.getenv("NO_COLOR") == null;
    private static final long BEGAN = System.nanoTime();

    /** A demo is a program at a terminal: what it prints is what it is for. */
    private Screen() {}

    /** @return seconds since the demo began */
    static double elapsed() {
        return (System.nanoTime() - BEGAN) / 1e9;
    }

    /** One line with the time that has passed. */
    static void step(String text) {
        System.out.printf("[%4.1f s] %s%n", elapsed(), text);
    }

    static void line(String text) {
        System.out.println(text);
    }

    static void heading(String text) {
        System.out.println();
        System.out.println(bold(text));
    }

    static String bold(String text) {
        return colour(1, text);
    }

    /** Pad before colouring: the codes count as characters. */
    static String colour(int code, String text) {
        return COLOUR ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
