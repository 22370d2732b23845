package dev.inward.hosted.http;

import dev.inward.hosted.pacing.CallOutcome;
import dev.inward.model.ApiException;

/** The purpose of a call: it decides what the end of the call says about the model. */
enum CallPurpose {
    /** A call for one answer. */
    ANSWER,
    /** A call for several answers, which some servers refuse although they answer single calls. */
    ANSWERS,
    /** Any other call, such as one for the state of a batch. It says nothing about the model. */
    OTHER;

    CallOutcome success() {
        return this == OTHER ? CallOutcome.NEUTRAL : CallOutcome.ANSWERED;
    }

    CallOutcome failure(ApiException failure) {
        return this == OTHER
                ? CallOutcome.NEUTRAL
                : switch (failure.kind()) {
                    case PASSING, WAITED_FOR -> outcome(CallOutcome.Kind.FAILED, failure);
                    case PROMPT ->
                            this == ANSWERS
                                    ? CallOutcome.NEUTRAL
                                    : outcome(CallOutcome.Kind.REFUSED, failure);
                    case UNAVAILABLE, FORBIDDEN, CONFIGURATION ->
                            outcome(CallOutcome.Kind.UNUSABLE, failure);
                };
    }

    private static CallOutcome outcome(CallOutcome.Kind kind, ApiException failure) {
        return new CallOutcome(kind, failure, failure.retryAfter().orElse(null));
    }
}
