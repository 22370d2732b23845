/**
 * One run of the experiment: collect the target's behaviour, finetune the predictors on it, ask
 * them hypothetically, score their answers. Knows neither JUnit nor Allure.
 */
@NullMarked
package dev.inward.study;

import org.jspecify.annotations.NullMarked;
