package dev.inward.model.budget;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The failure of a call that was not sent, because it could exceed the budget.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class BudgetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BudgetException(String message) {
        super(message);
    }
}
