/** Files that are complete at every moment, text files, and safe names of files. */
@NullMarked
package dev.inward.file;

import org.jspecify.annotations.NullMarked;
