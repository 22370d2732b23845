/** Tests of the README, the pages of the site, and the English of both and of the sources. */
@NullMarked
package dev.inward.documentation;

import org.jspecify.annotations.NullMarked;
