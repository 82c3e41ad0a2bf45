package dev.sliprovider.report;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.RawString;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A page made of a template and a style sheet of the same name: one file without scripts, which loads nothing. The template
 * gets maps of texts only, so that nothing is read by reflection, and Qute needs no Quarkus around it. Texts are escaped.
 */
public final class HtmlPage {

    private static final String HTML = Variant.TEXT_HTML;

    private final String style;
    private final Template template;

    /**
     * @param owner a class in the package of the files
     * @param name of the files, without ending
     */
    public HtmlPage(Class<?> owner, String name) {
        this.style = resource(owner, name + ".css");
        this.template = Engine.builder()
                .addDefaults()
                .addResultMapper(new HtmlEscaper(List.of(HTML)))
                .build()
                .parse(resource(owner, name + ".html"), Variant.forContentType(HTML));
    }

    /** @param name of a part of the template that is repeated */
    Template fragment(String name) {
        return template.getFragment(name);
    }

    /**
     * @param data by the names that the template uses; {@code style} and {@code styleHash} are added
     * @return a document of HTML that is well-formed XML, too
     */
    public String render(Map<String, Object> data) {
        var all = new HashMap<>(data);
        all.put("style", new RawString(style));
        // The policy of the page allows this style sheet and nothing else.
        all.put("styleHash", sha256(style));
        return template.data(all).render();
    }

    private static String resource(Class<?> owner, String name) {
        try (InputStream resource = owner.getResourceAsStream(name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
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
