package dev.sliprovider.promql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a regular expression of RE2 from left to right, with a stack of its own for groups. */
final class Re2Parser {

    private static final Pattern COUNT = Pattern.compile("\\{(0|[1-9][0-9]*+)(,(0|[1-9][0-9]*+)?)?}");
    private static final Pattern NAMED_GROUP = Pattern.compile("\\(\\?P?<([^>]*+)>");
    private static final Pattern FLAGS = Pattern.compile("\\(\\?[imsU]*+(?:-[imsU]++)?+([:)])");
    private static final int MOST = 1_000;
    private static final int LONGEST_COUNT = 4;

    /** An open group: what is read of its alternatives, of the current one, and the last piece of that. */
    private static final class Group {
        private Re2Piece alternatives;
        private Re2Piece sequence = Re2Piece.NOTHING;
        private Re2Piece last;
        private final boolean isCapturing;

        Group(boolean isCapturing) {
            this.isCapturing = isCapturing;
        }

        Re2Piece closed() {
            endAlternative();
            return isCapturing ? alternatives.captured() : alternatives;
        }

        void add(Re2Piece piece) {
            sequence = last == null ? sequence : sequence.then(last);
            last = piece;
        }

        void endAlternative() {
            add(null);
            alternatives = alternatives == null ? sequence : alternatives.or(sequence);
            sequence = Re2Piece.NOTHING;
        }
    }

    private final String text;
    private final Re2Escapes escapes;
    private final Deque<Group> groups = new ArrayDeque<>();
    private int at;

    Re2Parser(String text) {
        this.text = text;
        this.escapes = new Re2Escapes(text);
    }

    /** @throws Re2.Refusal if RE2 refuses it */
    Re2Piece parse() {
        groups.push(new Group(false));
        boolean wasRepeat = false;
        while (at < text.length()) {
            wasRepeat = step(wasRepeat);
        }
        if (groups.size() > 1) {
            throw new Re2.Refusal("a ) is missing");
        }
        return groups.peek().closed();
    }

    /** Reads the next piece; returns whether it was a repetition. */
    private boolean step(boolean wasRepeat) {
        char c = text.charAt(at);
        switch (c) {
            case '(' -> open();
            case ')' -> close();
            case '|' -> {
                groups.peek().endAlternative();
                at++;
            }
            case '^', '$' -> add(Re2Piece.BOUNDARY, at + 1);
            case '.' -> add(Re2Piece.CLASS, at + 1);
            case '[' -> add(Re2Piece.CLASS, Re2Class.end(text, at, escapes));
            case '\\' -> escape();
            case '*', '+', '?' -> {
                repeat(wasRepeat, text.substring(at, at + 1));
                groups.peek().last = groups.peek().last.repeated(c != '+');
                at = lazy(at + 1);
                return true;
            }
            case '{' -> {
                return count(wasRepeat);
            }
            default -> add(Re2Piece.CHARACTER, at + Character.charCount(text.codePointAt(at)));
        }
        return false;
    }

    private void add(Re2Piece piece, int end) {
        groups.peek().add(piece);
        at = end;
    }

    private void open() {
        if (!text.startsWith("(?", at)) {
            groups.push(new Group(true));
            at++;
            return;
        }
        Matcher named = NAMED_GROUP.matcher(text).region(at, text.length());
        if (named.lookingAt()) {
            if (!named.group(1).matches("[A-Za-z0-9_]+")) {
                throw new Re2.Refusal("the name of a group has only letters, digits and underscores");
            }
            groups.push(new Group(true));
            at = named.end();
            return;
        }
        Matcher flags = FLAGS.matcher(text).region(at, text.length());
        if (!flags.lookingAt()) {
            throw new Re2.Refusal("there is no group that begins with "
                    + Quoting.shortened(text.substring(at, Math.min(at + 4, text.length()))));
        }
        if (flags.group(1).equals(":")) {
            groups.push(new Group(false));
        }
        at = flags.end();
    }

    private void close() {
        if (groups.size() == 1) {
            throw new Re2.Refusal("there is a ) too many");
        }
        Re2Piece piece = groups.pop().closed();
        add(piece, at + 1);
    }

    private void repeat(boolean wasRepeat, String operator) {
        if (wasRepeat) {
            throw new Re2.Refusal("two repetitions follow each other");
        }
        if (groups.peek().last == null) {
            throw new Re2.Refusal("there is nothing before " + operator + " to repeat");
        }
    }

    private int lazy(int end) {
        return end < text.length() && text.charAt(end) == '?' ? end + 1 : end;
    }

    private boolean count(boolean wasRepeat) {
        Matcher count = COUNT.matcher(text).region(at, text.length());
        if (!count.lookingAt()) {
            add(Re2Piece.CHARACTER, at + 1);
            return false;
        }
        repeat(wasRepeat, count.group());
        int least = bounded(count.group(1));
        int most = count.group(2) == null ? least : count.group(3) == null ? -1 : bounded(count.group(3));
        if (most >= 0 && least > most) {
            throw new Re2.Refusal(count.group() + " has its bounds in the wrong order");
        }
        groups.peek().last = groups.peek().last.repeated(least, most);
        at = lazy(count.end());
        return true;
    }

    private static int bounded(String digits) {
        if (digits.length() > LONGEST_COUNT || Integer.parseInt(digits) > MOST) {
            throw new Re2.Refusal("it repeats more than " + MOST + " times");
        }
        return Integer.parseInt(digits);
    }

    private void escape() {
        char c = at + 1 < text.length() ? text.charAt(at + 1) : 0;
        switch (c) {
            case 'A', 'z', 'B' -> add(Re2Piece.BOUNDARY, at + 2);
            case 'b' -> add(Re2Piece.WORD_BOUNDARY, at + 2);
            case 'Q' -> quoted();
            default -> add(Re2Piece.CHARACTER, escapes.end(at));
        }
    }

    private void quoted() {
        int end = text.indexOf("\\E", at + 2);
        int last = end < 0 ? text.length() : end;
        for (int i = at + 2; i < last; i += Character.charCount(text.codePointAt(i))) {
            groups.peek().add(Re2Piece.CHARACTER);
        }
        at = end < 0 ? last : end + 2;
    }
}
