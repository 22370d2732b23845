/** Text from outside, made safe for what displays it: controls become visible, long text is cut. */
@NullMarked
package dev.inward.text;

import org.jspecify.annotations.NullMarked;
