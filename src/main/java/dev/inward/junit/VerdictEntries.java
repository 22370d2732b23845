package dev.inward.junit;

import dev.inward.verdict.Verdict;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A verdict as a report entry of JUnit, for tools that read nothing else. */
final class VerdictEntries {

    private VerdictEntries() {}

    /** {@return names and values, none of them blank} */
    static Map<String, String> of(Verdict verdict) {
        var entries = new LinkedHashMap<String, String>();
        entries.put("verdict", verdict.decision().name());
        entries.put("property", verdict.evidence().request().property().name());
        entries.put("target", verdict.evidence().request().target());
        entries.put("predictor", verdict.evidence().request().predictorName());
        entries.put("claim", verdict.claim().wording());
        entries.put("reason", verdict.judgement().reason());
        verdict.figures()
                .ifPresent(
                        figures -> {
                            entries.put("items", String.valueOf(figures.n()));
                            entries.put("self", number("%.4f", figures.self().estimate()));
                            entries.put("cross", number("%.4f", figures.cross().estimate()));
                            entries.put(
                                    "self-minus-cross",
                                    number("%+.4f", figures.difference().estimate()));
                        });
        return entries;
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
