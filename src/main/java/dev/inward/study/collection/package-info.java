/** Calls models and collects the answers of one study. Each model answers each prompt once. */
@NullMarked
package dev.inward.study.collection;

import org.jspecify.annotations.NullMarked;
