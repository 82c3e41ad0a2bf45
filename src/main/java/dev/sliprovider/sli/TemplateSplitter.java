package dev.sliprovider.sli;

import dev.sliprovider.promql.ContextScanner;
import dev.sliprovider.promql.LexicalContext;
import dev.sliprovider.promql.LexicalContext.Comment;
import dev.sliprovider.promql.LexicalContext.Literal;
import dev.sliprovider.sli.TemplatePart.Format;
import dev.sliprovider.sli.TemplatePart.Malformed;
import dev.sliprovider.sli.TemplatePart.Reference;
import dev.sliprovider.sli.TemplatePart.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits one template. */
final class TemplateSplitter {

    /** A name with a blank can only be that of a label or filter that is there. */
    private static final Pattern BRACED = Pattern.compile("\\{([^{}$\"'`\\\\\\n]*)}");

    private static final Pattern BRACED_NAME = Pattern.compile("[A-Za-z_]\\S*");
    private static final Pattern NAME = Pattern.compile("LABEL\\.[A-Za-z0-9_./-]*[A-Za-z0-9_]|[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern CAPTURE_GROUP = Pattern.compile("\\(\\?P?<([A-Za-z_][A-Za-z0-9_]*)>");
    private static final Pattern NUMBERED_GROUP = Pattern.compile("\\{\\d+}");
    private static final String REGEX = ":regex";
    private static final int SHOWN = 40;

    private final String template;
    private final Placeholders known;
    private final ContextScanner scanner;
    private final Set<String> captureGroups = new HashSet<>();
    private final List<TemplatePart> parts = new ArrayList<>();
    /** The end of the last reference. */
    private int done;

    TemplateSplitter(String template, Placeholders known) {
        this.template = template;
        this.known = known;
        this.scanner = new ContextScanner(template);
        CAPTURE_GROUP.matcher(template).results().forEach(group -> captureGroups.add(group.group(1)));
    }

    List<TemplatePart> split() {
        int dollar = template.indexOf('$');
        while (dollar >= 0) {
            int end = reference(dollar);
            dollar = template.indexOf('$', Math.max(end, dollar + 1));
        }
        flush(template.length());
        return parts;
    }

    /** Adds the reference that begins at a dollar sign; returns its end, or {@code dollar} if it is no reference. */
    private int reference(int dollar) {
        LexicalContext place = scanner.at(dollar);
        if (place instanceof Comment || place instanceof Literal literal && literal.inEscape()) {
            return dollar;
        }
        if (template.startsWith("{", dollar + 1)) {
            return braced(dollar, place);
        }
        for (String name : known.longestFirst()) {
            int end = dollar + 1 + name.length();
            if (template.startsWith(name, dollar + 1) && endsName(end)) {
                return add(name, Format.TEXT, dollar, end, place);
            }
        }
        Matcher name = NAME.matcher(template).region(dollar + 1, template.length());
        return name.lookingAt() ? add(name.group(), Format.TEXT, dollar, name.end(), place) : dollar;
    }

    private int braced(int dollar, LexicalContext place) {
        if (NUMBERED_GROUP
                .matcher(template)
                .region(dollar + 1, template.length())
                .lookingAt()) {
            return dollar;
        }
        Matcher braced = BRACED.matcher(template).region(dollar + 1, template.length());
        if (!braced.lookingAt()) {
            return malformed(dollar, dollar + 2);
        }
        String content = braced.group(1);
        boolean isKnown = known.value(content).isPresent();
        Format format = !isKnown && content.endsWith(REGEX) ? Format.REGEX : Format.TEXT;
        String name = format == Format.REGEX ? content.substring(0, content.length() - REGEX.length()) : content;
        return known.value(name).isPresent() || BRACED_NAME.matcher(name).matches()
                ? add(name, format, dollar, braced.end(), place)
                : malformed(dollar, braced.end());
    }

    private int malformed(int dollar, int end) {
        int close = template.indexOf('}', dollar);
        int shown = Math.min(close < 0 ? template.length() : close + 1, dollar + SHOWN);
        flush(dollar);
        done = end;
        parts.add(new Malformed(template.substring(dollar, shown).replaceAll("\\s", " ")));
        return end;
    }

    private int add(String name, Format format, int dollar, int end, LexicalContext place) {
        if (known.value(name).isEmpty() && isRegexSyntax(name, dollar)) {
            return dollar;
        }
        flush(dollar);
        done = end;
        parts.add(new Reference(name, format, template.substring(dollar, end), place));
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

    private void flush(int end) {
        if (end > done) {
            parts.add(new Text(template.substring(done, end)));
        }
    }
}
