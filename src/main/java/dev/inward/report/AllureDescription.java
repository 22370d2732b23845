package dev.inward.report;

import dev.inward.report.format.MarkdownText;
import dev.inward.report.json.ExampleRecord;
import dev.inward.study.Comparison;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.Protocol;
import dev.inward.study.ScoredItem;
import dev.inward.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The description of an eval on the page of Allure, as Markdown: what was asked, what the models
 * answered, what follows, and how sure it is.
 */
final class AllureDescription {

    private AllureDescription() {}

    static String of(Verdict verdict) {
        Comparison comparison = verdict.evidence().comparison();
        Protocol protocol = Protocol.of(comparison);
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(
                text(
                        "%s. Expecting %s: %s.",
                        verdict.decision(),
                        verdict.claim().wording(),
                        verdict.judgement().reason()));
        comparison.items().stream()
                .filter(ScoredItem::isComplete)
                .max(Comparator.comparingDouble(ScoredItem::advantage))
                .map(item -> example(verdict, ExampleRecord.of(comparison, item)))
                .ifPresent(paragraphs::add);
        verdict.figures()
                .map(
                        figures ->
                                text(
                                        "Over %d items, self-prediction is right in %.0f %% and cross-prediction in %.0f %%. Always the most frequent value is right in %.0f %%.",
                                        figures.n(),
                                        100 * figures.self().estimate(),
                                        100 * figures.cross().estimate(),
                                        100 * figures.modeBaseline().estimate()))
                .ifPresent(paragraphs::add);
        paragraphs.add(text("Protocol %s: %s.", protocol.displayName(), protocol.explanation()));
        comparison.notes().forEach(note -> paragraphs.add(text("%s.", note)));
        ServedModels served = ServedModels.of(comparison.provenance());
        served.sentences().forEach(sentence -> paragraphs.add(text("%s", sentence)));
        served.notes().forEach(sentence -> paragraphs.add(text("%s", sentence)));
        return String.join("\n\n", paragraphs);
    }

    private static String example(Verdict verdict, ExampleRecord example) {
        return text(
                "For example, %s got the prompt: “%s” It answered “%s”, so the right prediction is “%s”. Both models were asked, after any examples: “%s” %s said “%s”: %s. %s said “%s”: %s.",
                verdict.evidence().request().target(),
                example.prompt(),
                example.behaviour(),
                example.expected(),
                example.hypotheticalPrompt(),
                verdict.evidence().request().target(),
                example.self(),
                words(example.selfOutcome()),
                verdict.evidence().request().predictorName(),
                example.cross(),
                words(example.crossOutcome()));
    }

    private static String words(PredictionOutcome outcome) {
        return switch (outcome) {
            case RIGHT -> "right";
            case WRONG -> "wrong";
            case NON_COMPLIANT -> "wrong, because it does not have the required format";
            case MISSING -> "missing";
        };
    }

    private static String text(String template, Object... values) {
        return MarkdownText.text(String.format(Locale.ROOT, template, values));
    }
}
