package dev.sliprovider.web;

import dev.sliprovider.report.Escapes;
import java.util.Map;
import java.util.Optional;

/** Says why there is no other page. */
final class ProblemPage {

    private static final int LONGEST = 1000;

    private final PageFrame frame = new PageFrame("problem");

    String policy() {
        return frame.policy();
    }

    /**
     * @param heading in a few words
     * @param text what is wrong and what to do
     */
    String html(String heading, String text, Optional<Visitor> visitor) {
        Map<String, Object> data = Map.of("heading", heading, "text", Escapes.shortened(text, LONGEST));
        return visitor.map(known -> frame.render(heading, known, data)).orElseGet(() -> frame.render(heading, data));
    }
}
