package dev.inward.report.json;

import dev.inward.statistics.Proportion;
import dev.inward.statistics.TwoProportionTest;
import dev.inward.verdict.figures.AuthorsFigures;
import org.jspecify.annotations.Nullable;

/** The figures of a verdict by the arithmetic of the paper, as written to {@code verdicts.json}. */
record AuthorsFiguresRecord(
        Bar self, Bar cross, Bar modeBaseline, @Nullable Bar untrainedSelf, double z, double p) {

    /** An accuracy, half of its error bar, which is 1.96 standard errors, and the items. */
    record Bar(double accuracy, @Nullable Double errorBar, int items) {

        static Bar of(Proportion share) {
            return new Bar(
                    share.estimate(),
                    share.trials() == 1 ? null : share.paperErrorBar(),
                    share.trials());
        }
    }

    static AuthorsFiguresRecord of(AuthorsFigures figures) {
        TwoProportionTest difference = figures.difference();
        Proportion untrained = figures.untrainedSelf();
        return new AuthorsFiguresRecord(
                Bar.of(figures.self()),
                Bar.of(figures.cross()),
                Bar.of(figures.modeBaseline()),
                untrained == null ? null : Bar.of(untrained),
                difference.z(),
                difference.p());
    }
}
