/**
 * The data of one run of the experiment: what a comparison is asked for, and what it measured. The
 * package uses neither JUnit nor Allure.
 */
@NullMarked
package dev.inward.study;

import org.jspecify.annotations.NullMarked;
