/** Files that are whole at every moment. Knows nothing of what stands in them. */
@NullMarked
package dev.inward.file;

import org.jspecify.annotations.NullMarked;
