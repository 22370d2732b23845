/**
 * Models of hosted providers: OpenAI and all compatible servers, Anthropic, Gemini.
 *
 * <p>A provider opens models. A dialect defines the request and response format of one family of
 * servers. The subpackages contain the code that all of them share: one HTTP call in {@code http},
 * rate limits in {@code pacing}, what a response says in {@code response}, batch APIs in {@code
 * batch}, finetuning in {@code finetuning}.
 */
@NullMarked
package dev.inward.hosted;

import org.jspecify.annotations.NullMarked;
