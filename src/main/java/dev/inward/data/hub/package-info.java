/**
 * Downloads data sets of the Hugging Face hub once, and keeps them in Inward's home.
 *
 * <p>This package uses {@link dev.inward.data}, {@link dev.inward.file} and the waits that servers
 * ask for.
 */
@NullMarked
package dev.inward.data.hub;

import org.jspecify.annotations.NullMarked;
