package dev.sliprovider.report;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.RawString;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page made of a template and a style sheet: one document without scripts, which loads nothing. The template gets maps of
 * texts only, so that nothing is read by reflection, and Qute needs no Quarkus around it. Texts are escaped. A template may
 * include the parts in the package of reports by their names.
 */
public final class HtmlPage {

    private static final String HTML = Variant.TEXT_HTML;
    private static final Variant VARIANT = Variant.forContentType(HTML);

    private final String style;
    private final Template template;

    /**
     * @param owner a class in the package of both files
     * @param name of the files, without ending
     */
    public HtmlPage(Class<?> owner, String name) {
        this(owner, resource(owner, name + ".html"), resource(owner, name + ".css"));
    }

    private HtmlPage(Class<?> owner, String template, String style) {
        this.style = style;
        this.template = Engine.builder()
                .addDefaults()
                .addResultMapper(new HtmlEscaper(List.of(HTML)))
                .addLocator(part -> Optional.of(new Part(owner, part)))
                .build()
                .parse(template, VARIANT);
    }

    /**
     * A page in the style of the reports and one more style sheet.
     *
     * @param owner a class in the package of the template, its parts and that style sheet
     * @param name of the template, without ending
     * @param style name of the style sheet, without ending
     */
    public static HtmlPage inStyleOfReports(Class<?> owner, String name, String style) {
        return new HtmlPage(
                owner,
                resource(owner, name + ".html"),
                resource(HtmlPage.class, "report.css") + resource(owner, style + ".css"));
    }

    /** A part that templates include: one of their own, or one of the reports. */
    private record Part(Class<?> owner, String name) implements TemplateLocator.TemplateLocation {
        @Override
        public Reader read() {
            return new StringReader(
                    find(owner, name + ".html").orElseGet(() -> resource(HtmlPage.class, name + ".html")));
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.of(VARIANT);
        }
    }

    /** @return what the policy of the page allows as its style sheet */
    public String styleHash() {
        return sha256(style);
    }

    /**
     * @param data by the names that the template uses; {@code style} and {@code styleHash} are added
     * @return a document of HTML that is well-formed XML, too
     */
    public String render(Map<String, Object> data) {
        var all = new HashMap<>(data);
        all.put("style", new RawString(style));
        // The policy of the page allows this style sheet and nothing else.
        all.put("styleHash", styleHash());
        return template.data(all).render();
    }

    private static String resource(Class<?> owner, String name) {
        return find(owner, name).orElseThrow(() -> new IllegalArgumentException("there is no resource " + name));
    }

    private static Optional<String> find(Class<?> owner, String name) {
        try (InputStream resource = owner.getResourceAsStream(name)) {
            return resource == null
                    ? Optional.empty()
                    : Optional.of(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
