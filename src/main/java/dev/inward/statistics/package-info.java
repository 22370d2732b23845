/** Pure arithmetic: estimates, intervals and paired, clustered tests. Depends on no other room. */
@NullMarked
package dev.inward.statistics;

import org.jspecify.annotations.NullMarked;
