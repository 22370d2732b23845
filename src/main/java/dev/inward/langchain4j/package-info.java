/**
 * Models that <a href="https://docs.langchain4j.dev">LangChain4j</a> reaches, as models to ask.
 *
 * <p>This room may use the model room and LangChain4j, and nothing else of Inward: it does not know
 * what is asked.
 */
@NullMarked
package dev.inward.langchain4j;

import org.jspecify.annotations.NullMarked;
