/**
 * The data of one run of the experiment: the request for a comparison, and its measurements. The
 * package uses neither JUnit nor Allure.
 */
@NullMarked
package dev.inward.study;

import org.jspecify.annotations.NullMarked;
