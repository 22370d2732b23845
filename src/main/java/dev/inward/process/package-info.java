/** Processes of this computer: which one it is, and one that waits until it may begin. */
@NullMarked
package dev.inward.process;

import org.jspecify.annotations.NullMarked;
