/**
 * An adapter for models of <a href="https://docs.spring.io/spring-ai/reference/">Spring AI</a>.
 *
 * <p>This package may use the packages model and supplied, and Spring AI. It does not know tasks
 * and behavioral properties.
 */
@NullMarked
package dev.inward.springai;

import org.jspecify.annotations.NullMarked;
