package dev.sliprovider.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sliprovider.cli.Service;
import dev.sliprovider.history.HistoryDirectory;
import dev.sliprovider.sli.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clicks through the pages of the packaged program in a real browser and takes pictures of them; run by {@code ./dev browser},
 * and by no build.
 */
class BrowserProgram {

    private static final String TOKEN = "tr0ub4dor-browser-all";
    private static final String READ_ONLY = "tr0ub4dor-browser-read";
    private static final Path SHOTS = Path.of("target/browser");

    @TempDir
    Path folder;

    private WebDriver browser;
    private String base;

    @Test
    @Timeout(400)
    void click_through() throws Exception {
        Files.createDirectories(SHOTS);
        var history = new HistoryDirectory(folder.resolve("history"));
        new GeneratedHistory(history)
                .shop()
                .add(new Scope("large", "production", "everything"), GeneratedHistory.names(50), 100, i -> 0.02);
        Path tokens = Files.writeString(
                folder.resolve("tokens"), "people " + TOKEN + " */*/*\nguest " + READ_ONLY + " shop/*/* read-only\n");
        try (var service = new Service(
                        folder,
                        Map.of(
                                "SLI_PROVIDER_EVENTS_TRANSPORT", "nats",
                                "NATS_URL", "nats://127.0.0.1:1",
                                "DISABLE_REGISTRATION", "true",
                                "SLI_PROVIDER_GATE_TOKENS_FILE", tokens.toString(),
                                "SLI_PROVIDER_HISTORY_DIRECTORY",
                                        folder.resolve("history").toString()));
                var driven = new WebDriver(folder)) {
            browser = driven;
            service.awaitLog("Listening on");
            base = service.url();
            browser.size(1280, 900);
            login();
            overview();
            service();
            evaluation();
            pictures();
            changes();
            reader();
        }
    }

    private void login() throws Exception {
        browser.open(base + "/services/shop/production/cart");
        assertThat(browser.url()).startsWith(base + "/login?to=");
        assertThat(focused()).isEqualTo("token");
        browser.shoot(SHOTS.resolve("login.png"), true);
        browser.type("#token", "tr0ub4dor-not-a-token");
        browser.click("main button");
        assertThat(browser.text("#problem")).isEqualTo("This token is not valid.");
        browser.type("#token", TOKEN);
        // The Enter key.
        browser.press("\uE007");
        Awaitility.await().until(() -> browser.url().equals(base + "/services/shop/production/cart"));
    }

    private void overview() {
        browser.click(".home");
        assertThat(browser.text("h1")).isEqualTo("Services");
        // The first Tab of a page leads to its content.
        browser.press("\uE004");
        assertThat(browser.run("return document.activeElement.className").asText())
                .isEqualTo("skip");
        browser.click("a[href='/services/shop/production/cart']");
    }

    private void service() {
        assertThat(browser.text("h1")).isEqualTo("cart");
        assertThat(browser.label(".heat tbody tr:nth-child(2) td:last-child")).contains("fail");
        assertThat(browser.label(".scroll")).isEqualTo("results of the last evaluations");
        browser.type("#label", "branch=main");
        browser.click(".filter button");
        assertThat(browser.url()).contains("label=branch%3Dmain");
        assertThat(browser.text(".chips")).contains("branch=main");
        browser.click(".chips a");
        assertThat(browser.url()).doesNotContain("label=");
        browser.click(".list tbody a");
    }

    private void evaluation() {
        assertThat(browser.text("h1")).isEqualTo("cart");
        assertThat(browser.text("main")).contains("Warnings", "Record", "Invalidate");
        browser.click(".objectives summary");
        assertThat(browser.text(".objectives details")).contains("sum(rate(");
    }

    /** Each page in both colours and in the widths of a phone and of a desk. */
    private void pictures() throws Exception {
        Map<String, String> pages = Map.of(
                "overview", "/services",
                "service", "/services/shop/production/cart",
                "large", "/services/large/production/everything?limit=100",
                "evaluation", "/services/shop/production/cart/evaluations/gate-cart-33",
                "missing", "/services/shop/production/none");
        for (var page : pages.entrySet()) {
            for (int width : new int[] {360, 1280}) {
                for (String colours : new String[] {"light", "dark"}) {
                    browser.size(width, 800);
                    browser.prefer(colours);
                    browser.open(base + page.getValue());
                    browser.shoot(SHOTS.resolve(page.getKey() + "-" + width + "-" + colours + ".png"), width > 600);
                    assertThat(browser.run("return document.documentElement.scrollWidth")
                                    .asInt())
                            .as("width of %s at %d", page.getKey(), width)
                            .isLessThanOrEqualTo(width);
                    assertThat(contrasts()).as("texts of too little contrast").isEmpty();
                }
            }
        }
        browser.size(1280, 900);
        browser.prefer("light");
    }

    private void changes() {
        browser.open(base + "/services/shop/production/cart/evaluations/gate-cart-30");
        browser.click("button[value=pin]");
        assertThat(browser.text(".notice")).isEqualTo("This evaluation is pinned now.");
        browser.click("button[value=unpin]");
        assertThat(browser.text(".notice")).isEqualTo("No evaluation is pinned any more.");
        browser.click(".actions summary");
        browser.click("button[value=invalidate]");
        // The browser itself asks for the reason.
        assertThat(browser.url()).contains("/evaluations/gate-cart-30");
        browser.type("#reason", "The load test was broken.");
        browser.click("button[value=invalidate]");
        assertThat(browser.text(".notice")).isEqualTo("The evaluation is invalidated.");
        assertThat(browser.text(".list")).doesNotContain("build-230");
    }

    private void reader() {
        browser.click(".bar button");
        assertThat(browser.url()).isEqualTo(base + "/login");
        browser.open(base + "/services");
        browser.type("#token", READ_ONLY);
        browser.click("main button");
        assertThat(browser.text("main")).contains("cart").doesNotContain("invoices");
        browser.open(base + "/services/shop/production/cart/evaluations/gate-cart-33");
        assertThat(browser.text("main")).doesNotContain("Invalidate");
        assertThat(browser.text(".bar")).contains("guest", "read-only");
    }

    private String focused() {
        return browser.run("return document.activeElement.id").asText();
    }

    /** @return texts with less contrast than WCAG 2 wants at level AA, each once */
    private String contrasts() {
        return browser.run("""
                        const rgb = c => c.match(/[\\d.]+/g).map(Number);
                        const lum = c => { const [r, g, b] = c.map(v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
                        const back = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
                        const bad = new Set();
                        const walker = document.createTreeWalker(document.querySelector('body'), NodeFilter.SHOW_TEXT);
                        for (let n; n = walker.nextNode();) {
                          const e = n.parentElement, s = getComputedStyle(e);
                          if (!n.data.trim() || e.closest('svg,.hidden,.skip') || !e.getClientRects().length || e.closest('.heat tbody td i, caption')) continue;
                          const a = lum(rgb(s.color).slice(0, 3)), b = lum(back(e).slice(0, 3));
                          const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                          const large = parseFloat(s.fontSize) >= 24 || parseFloat(s.fontSize) >= 18.66 && s.fontWeight >= 700;
                          if (ratio < (large ? 3 : 4.5)) bad.add(e.tagName + '.' + e.className + ' ' + ratio.toFixed(2));
                        }
                        return [...bad].join('; ');
                        """).asText();
    }
}
