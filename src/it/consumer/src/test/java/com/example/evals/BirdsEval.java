package com.example.evals;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.Margin.percentagePoints;

import dev.inward.IntrospectionEval;
import dev.inward.property.AnswerFormat;
import dev.inward.property.BehavioralProperty;
import dev.inward.verdict.Evidence;
import java.util.Optional;

class BirdsEval {

    static final BehavioralProperty LAST_LETTER =
            BehavioralProperty.named("last_letter")
                    .askedAs("What is the last letter of your answer?")
                    .answeredWith(AnswerFormat.SINGLE_CHARACTER)
                    .computedFromResponse(
                            answer ->
                                    answer.isEmpty()
                                            ? Optional.empty()
                                            : Optional.of(answer.substring(answer.length() - 1)));

    @IntrospectionEval(value = "first_character", predictors = "stranger")
    void a_property_that_ships(Evidence evidence) {
        assertThat(evidence).selfPredictionBeatsCrossPrediction().byAtLeast(percentagePoints(5));
    }

    @IntrospectionEval(value = "last_letter", predictors = "stranger")
    void a_property_of_our_own(Evidence evidence) {
        assertThat(evidence).selfPredictionBeatsCrossPrediction().byAtLeast(percentagePoints(5));
    }
}
