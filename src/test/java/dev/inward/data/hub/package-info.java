/** Tests of downloads from the Hugging Face hub. */
@NullMarked
package dev.inward.data.hub;

import org.jspecify.annotations.NullMarked;
