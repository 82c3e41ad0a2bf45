package dev.sliprovider.web;

import dev.sliprovider.report.HtmlPage;
import java.util.HashMap;
import java.util.Map;

/** What all pages have in common: their frame, their style and their policy. */
final class PageFrame {

    private final HtmlPage page;

    /** @param name of the template */
    PageFrame(String name) {
        page = HtmlPage.inStyleOfReports(PageFrame.class, name, "pages");
    }

    /** @return what a browser may do with the page: show it and send its forms to us */
    String policy() {
        return "default-src 'none'; style-src 'sha256-" + page.styleHash()
                + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }

    /** @return a page for a visitor who is logged in */
    String render(String title, Visitor visitor, Map<String, Object> data) {
        var all = new HashMap<>(data);
        all.put("visitor", visitor.permission().name());
        all.put("form", visitor.form());
        all.put("mayChange", visitor.permission().mayChange());
        return render(title, all);
    }

    /** @return a page for anybody; its forms bring their own secret */
    String render(String title, Map<String, Object> data) {
        var all = new HashMap<>(data);
        all.put("title", title);
        all.putIfAbsent("visitor", "");
        all.putIfAbsent("form", "");
        all.putIfAbsent("mayChange", false);
        return page.render(all);
    }
}
