/** What a server says about waits and rate limits, in headers, in JSON and in sentences. */
@NullMarked
package dev.inward.hosted.feedback;

import org.jspecify.annotations.NullMarked;
