/** What tests need of the machine that they run on. */
@NullMarked
package dev.inward.machine;

import org.jspecify.annotations.NullMarked;
