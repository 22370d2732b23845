/**
 * How fast a server is called: concurrency that adapts to the server, limits that the user sets,
 * and limits that the server reports. This package does not depend on HTTP.
 */
@NullMarked
package dev.inward.hosted.pacing;

import org.jspecify.annotations.NullMarked;
