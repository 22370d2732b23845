package dev.inward.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Compares gain ratios with those of Quinlan's weather data in Witten and Frank, Data Mining. */
class FeatureWeightingTest {

    @Test
    void gain_ratios_equal_the_published_ones() {
        assertThat(gainRatio(counts(3, 4), counts(6, 1))).isEqualTo(0.152, offset(0.0005));
        assertThat(gainRatio(counts(6, 2), counts(3, 3))).isEqualTo(0.049, offset(0.0005));
    }

    @Test
    void a_decisive_feature_weighs_one_and_an_uninformative_one_zero() {
        assertThat(gainRatio(counts(5, 0), counts(0, 5))).isEqualTo(1, offset(1e-12));
        assertThat(gainRatio(counts(2, 4), counts(1, 2))).isEqualTo(0, offset(1e-12));
    }

    private static double gainRatio(LabelCounts with, LabelCounts without) {
        return FeatureWeighting.GAIN_RATIO.weight(with, without);
    }

    private static LabelCounts counts(int yes, int no) {
        return new LabelCounts(new TreeMap<>(Map.of("yes", yes, "no", no)));
    }
}
