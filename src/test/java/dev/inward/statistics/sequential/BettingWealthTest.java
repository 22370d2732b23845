package dev.inward.statistics.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BettingWealthTest {

    @Test
    void a_bet_multiplies_the_wealth_by_its_gain_or_loss() {
        BettingWealth wealth = new BettingWealth(0.5);

        wealth.bet(1);
        wealth.bet(1);
        wealth.bet(-1);

        assertThat(wealth.logMean()).isEqualTo(Math.log(1.5 * 1.5 * 0.5), within(1e-15));
    }

    @Test
    void the_wealth_of_several_gamblers_is_their_mean() {
        BettingWealth wealth = new BettingWealth(0.2, 0.8);

        wealth.bet(1);
        wealth.bet(-0.5);

        assertThat(wealth.logMean())
                .isEqualTo(Math.log((1.2 * 0.9 + 1.8 * 0.6) / 2), within(1e-15));
    }

    @Test
    void wealth_that_exceeds_a_double_has_a_logarithm() {
        BettingWealth wealth = new BettingWealth(0.5);

        for (int i = 0; i < 10_000; i++) {
            wealth.bet(1);
        }
        assertThat(wealth.logMean()).isEqualTo(10_000 * Math.log(1.5), within(1e-8));

        for (int i = 0; i < 20_000; i++) {
            wealth.bet(-1);
        }
        assertThat(wealth.logMean())
                .isEqualTo(10_000 * Math.log(1.5) + 20_000 * Math.log(0.5), within(1e-8));
    }

    @Test
    void a_gambler_with_almost_no_wealth_does_not_affect_the_others() {
        BettingWealth wealth = new BettingWealth(0.0, 0.95);

        for (int i = 0; i < 1_000; i++) {
            wealth.bet(-1);
        }

        assertThat(wealth.logMean()).isEqualTo(Math.log(0.5), within(1e-15));
    }

    @Test
    void sixteen_fractions_are_evenly_spaced_on_a_logarithmic_scale() {
        BettingWealth wealth = BettingWealth.forHorizon(1, 400);

        wealth.bet(1);

        double step = Math.pow(0.95 / 0.1, 1 / 15.0);
        double meanFraction = 0.1 * (Math.pow(step, 16) - 1) / (step - 1) / 16;
        assertThat(Math.exp(wealth.logMean())).isEqualTo(1 + meanFraction, within(1e-12));
    }
}
