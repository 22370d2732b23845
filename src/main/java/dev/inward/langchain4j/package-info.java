/**
 * An adapter for models of <a href="https://docs.langchain4j.dev">LangChain4j</a>.
 *
 * <p>This package may use the package model and LangChain4j. It does not know tasks and behavioral
 * properties.
 */
@NullMarked
package dev.inward.langchain4j;

import org.jspecify.annotations.NullMarked;
