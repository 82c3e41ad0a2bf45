package dev.sliprovider.sli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A piece of a query template: its own text, or a reference to a placeholder. */
sealed interface TemplatePart {

    /** @param text PromQL that is sent as written */
    record Text(String text) implements TemplatePart {}

    /**
     * @param name of the placeholder, known or not
     * @param written as in the template, for messages
     * @param position the kind of text that its value becomes part of
     */
    record Reference(String name, String written, Position position) implements TemplatePart {}

    /** Splits a template in one pass. A placeholder inside a value is therefore never replaced. */
    static List<TemplatePart> split(String template, Placeholders known) {
        return new Splitter(template, known).split();
    }

    /** The scanner behind {@link #split}. */
    final class Splitter {
        private static final Pattern BRACED = Pattern.compile("\\{([A-Za-z_][^{}\"'`\\s]*)}");
        private static final Pattern NAME =
                Pattern.compile("LABEL\\.[A-Za-z0-9_./-]*[A-Za-z0-9_]|[A-Za-z_][A-Za-z0-9_]*");
        private static final Pattern CAPTURE_GROUP = Pattern.compile("\\(\\?P?<([A-Za-z_][A-Za-z0-9_]*)>");

        private final String template;
        private final Placeholders known;
        private final Set<String> captureGroups = new HashSet<>();
        private final List<TemplatePart> parts = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final Quoting quoting = new Quoting();

        Splitter(String template, Placeholders known) {
            this.template = template;
            this.known = known;
            CAPTURE_GROUP.matcher(template).results().forEach(group -> captureGroups.add(group.group(1)));
        }

        List<TemplatePart> split() {
            int i = 0;
            while (i < template.length()) {
                int end = template.charAt(i) == '$' ? reference(i) : i;
                if (end == i) {
                    text.append(template.charAt(i));
                    quoting.step(template.charAt(i));
                    end = i + 1;
                }
                i = end;
            }
            flush();
            return parts;
        }

        /** Adds the reference that begins at a dollar sign; returns its end, or {@code dollar} if it is no reference. */
        private int reference(int dollar) {
            Position position = quoting.position();
            if (position == Position.VERBATIM) {
                return dollar;
            }
            Matcher braced = BRACED.matcher(template).region(dollar + 1, template.length());
            if (braced.lookingAt()) {
                return add(braced.group(1), dollar, braced.end(), position);
            }
            for (String name : known.longestFirst()) {
                int end = dollar + 1 + name.length();
                if (template.startsWith(name, dollar + 1) && endsName(end)) {
                    return add(name, dollar, end, position);
                }
            }
            Matcher name = NAME.matcher(template).region(dollar + 1, template.length());
            return name.lookingAt() ? add(name.group(), dollar, name.end(), position) : dollar;
        }

        private int add(String name, int dollar, int end, Position position) {
            if (known.value(name).isEmpty() && isRegexSyntax(name, dollar)) {
                return dollar;
            }
            flush();
            parts.add(new Reference(name, template.substring(dollar, end), position));
            return end;
        }

        /** label_replace refers to named groups as $name and writes a dollar sign as $$. */
        private boolean isRegexSyntax(String name, int dollar) {
            return captureGroups.contains(name) || dollar > 0 && template.charAt(dollar - 1) == '$';
        }

        /**
         * Whether a known name ends here rather than being the beginning of a longer one: {@code $SERVICE_ID} is not
         * {@code $SERVICE}. Underscores that only join two references ({@code $SERVICE_$STAGE}) end the name.
         */
        private boolean endsName(int end) {
            int i = end;
            while (i < template.length() && template.charAt(i) == '_') {
                i++;
            }
            return i == template.length() || !isNameCharacter(template.charAt(i));
        }

        private static boolean isNameCharacter(char c) {
            return c == '_' || c < 128 && Character.isLetterOrDigit(c);
        }

        private void flush() {
            if (!text.isEmpty()) {
                parts.add(new Text(text.toString()));
                text.setLength(0);
            }
        }
    }
}
