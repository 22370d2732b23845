/** Writes files atomically, whatever their content. */
@NullMarked
package dev.inward.file;

import org.jspecify.annotations.NullMarked;
