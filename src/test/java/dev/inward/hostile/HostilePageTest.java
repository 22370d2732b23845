package dev.inward.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.browser.AllurePage;
import dev.inward.browser.Chromium;
import dev.inward.browser.PageView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page of a run in a browser, with every hostile text in it and everything opened. */
@Tag("slow")
@Tag("browser")
class HostilePageTest {

    /** A text that a page could take for an element, and that needs no escape to be visible. */
    private static final Pattern MARKUP = Pattern.compile("[ -~]*<[A-Za-z/!?][ -~]*");

    /** One text of each kind that the browser must report. */
    private static final Set<String> WITH_EFFECTS =
            Set.of(
                    "an image whose error handler runs",
                    "the case's own text",
                    "an SVG with a load handler",
                    "an iframe with its own document",
                    "a style sheet from another host");

    @Test
    @ExtendWith(HostileReports.class)
    void texts_are_shown_and_have_no_effect(Path folder) throws Exception {
        Path page = AllurePage.make(folder.resolve("allure-results"), folder.resolve("page"));

        List<PageView> views;
        try (Chromium chromium = Chromium.start()) {
            chromium.open(page);
            views = chromium.visit(chromium.views());
            for (Path chart : charts(folder)) {
                chromium.open(chart);
                assertThat(chromium.foreignRequests()).as("%s", chart).isEmpty();
            }
            List<Path> pages = runPages(folder);
            assertThat(pages).hasSizeGreaterThanOrEqualTo(SampleText.hostile().size());
            for (Path runPage : pages) {
                chromium.open(runPage);
                // The page's own script, and no element that a text has made.
                assertThat(chromium.texts("[document.scripts.length, document.images.length]"))
                        .as("%s", runPage)
                        .containsExactly("1", "0");
                assertThat(chromium.foreignRequests()).as("%s", runPage).isEmpty();
            }
        }

        assertThat(views)
                .hasSizeGreaterThan(8 * SampleText.hostile().size())
                .allSatisfy(view -> assertThat(view.found()).as(view.view()).isEmpty());
        assertThat(views.stream().mapToInt(PageView::attachments).sum())
                .isEqualTo(6 * SampleText.hostile().size());
        String shown = String.join("\n", views.stream().map(PageView::text).toList());
        assertThat(
                        SampleText.hostile().stream()
                                .map(SampleText::text)
                                .filter(MARKUP.asMatchPredicate()))
                .hasSizeGreaterThan(15)
                .allSatisfy(text -> assertThat(shown).contains(text));
    }

    private static List<Path> charts(Path folder) throws Exception {
        try (var files = Files.list(folder.resolve("allure-results"))) {
            return files.filter(file -> file.toString().endsWith(".svg")).toList();
        }
    }

    private static List<Path> runPages(Path folder) throws Exception {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("index.html"))
                    .filter(file -> !file.startsWith(folder.resolve("page")))
                    .toList();
        }
    }

    /** The page does not escape messages itself, so this test would notice unescaped ones. */
    @Test
    void a_text_with_an_effect_is_noticed(@TempDir Path folder) throws Exception {
        List<SampleText> texts =
                SampleText.hostile().stream()
                        .filter(text -> WITH_EFFECTS.contains(text.what()))
                        .toList();
        Path results = Files.createDirectory(folder.resolve("results"));
        for (int i = 0; i < texts.size(); i++) {
            writeUnescaped(results.resolve(i + "-result.json"), i, texts.get(i));
        }

        Map<String, List<String>> found = new HashMap<>();
        try (Chromium chromium = Chromium.start()) {
            chromium.open(AllurePage.make(results, folder.resolve("page")));
            // A dialog ends the script, so each view has one of its own.
            for (String view : chromium.views()) {
                if (view.matches("testresult/\\w+")) {
                    found.put(
                            view,
                            chromium.visit(List.of(view)).stream()
                                    .flatMap(shown -> shown.found().stream())
                                    .toList());
                }
            }
        }

        assertThat(found)
                .hasSize(WITH_EFFECTS.size())
                .allSatisfy((view, effects) -> assertThat(effects).as(view).isNotEmpty());
        // Which dialog is seen first is a matter of time.
        assertThat(found.values().stream().flatMap(List::stream))
                .anyMatch(what -> what.startsWith("dialog: "))
                .anyMatch(what -> what.startsWith("request: "))
                .anyMatch(what -> what.startsWith("in the view: "));
    }

    private static void writeUnescaped(Path file, int number, SampleText text) throws Exception {
        ObjectNode result = new ObjectMapper().createObjectNode();
        result.put("uuid", "result-" + number).put("historyId", "result-" + number);
        result.put("name", text.what()).put("status", "broken").put("stage", "finished");
        result.putObject("statusDetails").put("message", text.text()).put("trace", text.text());
        Files.writeString(file, result.toString());
    }
}
