/**
 * Models of hosted providers: OpenAI and every server with its chat completions, Anthropic, Gemini.
 *
 * <p>A provider opens models; a dialect says how one family of servers is called. What all of them
 * share stands in the packages below: one HTTP call in {@code http}, the speed of calls in {@code
 * pacing}, batch APIs in {@code batch}, fine-tuning APIs in {@code finetuning}.
 */
@NullMarked
package dev.inward.hosted;

import org.jspecify.annotations.NullMarked;
