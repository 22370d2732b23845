package dev.inward.report.json;

import dev.inward.statistics.Proportion;
import dev.inward.statistics.TwoProportionTest;
import dev.inward.verdict.figures.AuthorsFigures;
import org.jspecify.annotations.Nullable;

/** The figures of a verdict by the arithmetic of the paper, as written to {@code verdicts.json}. */
record AuthorsFiguresRecord(Bar self, Bar cross, Bar modeBaseline, double z, double p) {

    /** An accuracy and half of its error bar: 1.96 standard errors of the mean. */
    record Bar(double accuracy, @Nullable Double errorBar) {

        static Bar of(Proportion share) {
            return new Bar(share.estimate(), share.trials() == 1 ? null : share.paperErrorBar());
        }
    }

    static AuthorsFiguresRecord of(AuthorsFigures figures) {
        TwoProportionTest difference = figures.difference();
        return new AuthorsFiguresRecord(
                Bar.of(figures.self()),
                Bar.of(figures.cross()),
                Bar.of(figures.modeBaseline()),
                difference.z(),
                difference.p());
    }
}
