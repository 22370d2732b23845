/**
 * The JUnit face: the annotation of an eval and what runs it. Everything but the annotation is
 * machinery; it knows nothing of Allure.
 */
@NullMarked
package dev.inward.junit;

import org.jspecify.annotations.NullMarked;
