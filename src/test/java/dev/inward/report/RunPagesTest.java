package dev.inward.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.Margin;
import dev.inward.browser.Chromium;
import dev.inward.study.TrainingLabels;
import dev.inward.verdict.Decision;
import dev.inward.verdict.IntrospectionClaim;
import dev.inward.verdict.NoAdvantageClaim;
import dev.inward.verdict.RunOutcome;
import dev.inward.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a run: what stands in it, and what it does in a browser. */
class RunPagesTest {

    private static final Margin MARGIN = Margin.percentagePoints(5);

    @Test
    void a_reader_sees_what_was_asked_what_came_and_why_it_is_judged_so() {
        String page = page(List.of(verdict("second_character", 80), verdict("first_word", 2)));

        assertThat(page)
                .contains("self knows its own second character better than cross does: +0.80")
                .contains(
                        "open whether self knows its own first word better than cross does: +0.02")
                .contains("<q>prompt 0</q>")
                .contains("Both models were asked, after any examples:")
                .contains("self said")
                .contains("the advantage is at least")
                .contains("above trivial baselines");
    }

    @Test
    void a_control_and_its_claim_stand_in_the_matrix() {
        String page =
                page(
                        List.of(
                                PetVerdicts.comparison(
                                                "second_character", TrainingLabels.PERMUTED, 1)
                                        .evidence()
                                        .judge(new NoAdvantageClaim(MARGIN))));

        assertThat(page)
                .contains("permuted labels</span></th>")
                .contains("control: not &gt; +0.050</span>")
                .contains("is shown after permuted labels");
    }

    @Test
    void names_are_shown_as_text() {
        String page = page(List.of(about("<script>alert(1)</script>\"'><img src=x>", 50)));

        assertThat(page.split("<script", -1)).as("the page's own script alone").hasSize(2);
        assertThat(page).doesNotContain("<img").contains("&lt;script&gt;alert(1)");
    }

    @Test
    void an_error_stands_above_the_matrix() {
        String page =
                RunPages.of(
                        RunOutcome.of(
                                Set.of(Decision.PASS),
                                1,
                                null,
                                List.of(),
                                List.of("PetsEval: the model <b>pet</b> cannot be reached"),
                                List.of()),
                        ReportedOnce.of(List.of(verdict("first_word", 60))));

        assertThat(page).contains("BROKEN").contains("the model &lt;b&gt;pet&lt;/b&gt; cannot be");
        assertThat(page.indexOf("cannot be reached")).isLessThan(page.indexOf("id=\"matrix\""));
    }

    /** The page of a large run must still open at once. */
    @Test
    void five_hundred_claims_are_less_than_five_megabytes() {
        var verdicts = new ArrayList<Verdict>();
        for (int i = 0; i < 500; i++) {
            verdicts.add(about("model-" + i % 50 + "-" + i, i % 100));
        }

        String page = page(verdicts);

        assertThat(page.split("<details", -1)).hasSize(501);
        assertThat(page.getBytes(UTF_8).length).isLessThan(5_000_000);
    }

    /** A server of pull requests refuses a comment of more than 65,536 characters. */
    @Test
    void the_summary_of_five_hundred_claims_is_less_than_sixty_kilobytes() {
        var verdicts = new ArrayList<Verdict>();
        for (int i = 0; i < 500; i++) {
            verdicts.add(about("model-ä-" + i, i == 499 ? 0 : 80));
        }

        String summary = SummaryPage.of(outcome(500), ReportedOnce.of(verdicts));

        assertThat(summary.getBytes(UTF_8).length).isBetween(30_000, 60_000);
        assertThat(summary)
                .contains("FAIL: first\\_word of model-ä-499")
                .containsPattern("and \\d+ more, in verdicts.json");
    }

    @Tag("slow")
    @Tag("browser")
    @Test
    void columns_sort_and_a_claim_opens_its_details(@TempDir Path folder) throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("index.html"),
                        page(
                                List.of(
                                        verdict("first_word", 2),
                                        verdict("second_character", 80),
                                        verdict("third_word", 50))));

        try (Chromium chromium = Chromium.start()) {
            chromium.open(file);
            assertThat(
                            chromium.texts(
                                    "[...document.querySelectorAll('#matrix ~ * a')].map(a => a.hash)"))
                    .contains("#claim-1", "#claim-2", "#claim-3");
            chromium.texts(
                    "(document.querySelectorAll('#matrix ~ .scroll thead button')[1].click(), [])");
            assertThat(
                            chromium.texts(
                                    "[...document.querySelector('table.sortable').tBodies[0].rows].map(r => r.cells[1].textContent.trim())"))
                    .containsExactly("? +0.02", "✓ +0.50", "✓ +0.80");
            chromium.texts("(location.hash = '#claim-2', [])");
            chromium.await("document.getElementById('claim-2').open");
            assertThat(chromium.texts("[document.getElementById('claim-1').open]"))
                    .containsExactly("false");
            assertThat(chromium.foreignRequests()).isEmpty();
        }
    }

    private static Verdict about(String target, int selfRight) {
        return PetVerdicts.comparison("first_word", TrainingLabels.TRUE, target, selfRight)
                .evidence()
                .judge(new IntrospectionClaim(MARGIN));
    }

    private static Verdict verdict(String property, int selfRight) {
        return PetVerdicts.evidence(property, selfRight).judge(new IntrospectionClaim(MARGIN));
    }

    private static String page(List<Verdict> verdicts) {
        return RunPages.of(outcome(verdicts.size()), ReportedOnce.of(verdicts));
    }

    private static RunOutcome outcome(int executed) {
        return RunOutcome.of(Set.of(), executed, null, List.of(), List.of(), List.of());
    }
}
