/** Asks models and collects the answers of one study: each prompt once, whoever needs it. */
@NullMarked
package dev.inward.study.collection;

import org.jspecify.annotations.NullMarked;
