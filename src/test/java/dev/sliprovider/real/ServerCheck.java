package dev.sliprovider.real;

/**
 * Something that must hold for the program with a real server.
 *
 * @param name for people
 * @param body throws if it does not hold
 */
record ServerCheck(String name, Body body) {

    /** Runs the program against the server, and looks at what it says. */
    interface Body {
        void run(Subject subject) throws Exception;
    }
}
