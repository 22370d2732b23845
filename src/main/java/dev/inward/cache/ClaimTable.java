package dev.inward.cache;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The claims on answers that are being requested, so that two processes do not pay for one prompt.
 * A claim holds as long as its owner renews itself. It lapses some time after the last renewal, or
 * at once when the process of its owner has ended.
 *
 * <p>Not thread-safe: the writer of the store uses it inside its transactions.
 */
final class ClaimTable {

    static final List<String> TABLES =
            List.of(
                    """
                    CREATE TABLE IF NOT EXISTS claimant (
                      owner INTEGER PRIMARY KEY, host TEXT NOT NULL, pid INTEGER NOT NULL,
                      until INTEGER NOT NULL)
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS claim (
                      key BLOB PRIMARY KEY, owner INTEGER NOT NULL) WITHOUT ROWID
                    """);

    /** How long a claim outlasts the last renewal of its owner. */
    static final Duration TIMEOUT = Duration.ofMinutes(2);

    /** Valid claims of other owners; the parameter is the current time. */
    static final String HOLDER_OF_CLAIM =
            "SELECT 1 FROM claimant WHERE claimant.owner = claim.owner AND claimant.until > ?2";

    private final StoreOwner owner;
    private final Clock clock;
    private final PreparedStatement renew;
    private final PreparedStatement claim;
    private final PreparedStatement release;
    private final PreparedStatement forget;
    private final PreparedStatement forgetClaims;
    private final Connection connection;
    private boolean isRegistered;

    /**
     * @param ignoresStored whether a claim is granted although the answer is stored
     */
    ClaimTable(Connection connection, StoreOwner owner, Clock clock, boolean ignoresStored)
            throws SQLException {
        this.connection = connection;
        this.owner = owner;
        this.clock = clock;
        renew =
                connection.prepareStatement(
                        "INSERT OR REPLACE INTO claimant (owner, host, pid, until) VALUES (?,?,?,?)");
        claim =
                connection.prepareStatement(
                        "INSERT INTO claim (key, owner) SELECT ?1, ?3 WHERE "
                                + (ignoresStored
                                        ? "TRUE"
                                        : "NOT EXISTS (SELECT 1 FROM answer WHERE key = ?1 AND "
                                                + AnswerRule.IS_ACCEPTED
                                                + ")")
                                + " ON CONFLICT (key) DO UPDATE SET owner = excluded.owner"
                                + " WHERE claim.owner = excluded.owner OR NOT EXISTS ("
                                + HOLDER_OF_CLAIM
                                + ")");
        release = connection.prepareStatement("DELETE FROM claim WHERE key = ? AND owner = ?");
        forget = connection.prepareStatement("DELETE FROM claimant WHERE owner = ?");
        forgetClaims = connection.prepareStatement("DELETE FROM claim WHERE owner = ?");
    }

    /**
     * Claims an answer.
     *
     * @return whether the owner may request it; false if it is stored or another owner requests it
     */
    boolean claim(AnswerKey key) throws SQLException {
        if (!isRegistered) {
            deleteLapsed();
            renew();
            isRegistered = true;
        }
        claim.setBytes(1, key.bytes());
        claim.setLong(2, clock.millis());
        claim.setLong(3, owner.id());
        return claim.executeUpdate() == 1;
    }

    /** Gives up a claim of this owner, if it has one. */
    void release(byte[] key) throws SQLException {
        release.setBytes(1, key);
        release.setLong(2, owner.id());
        release.executeUpdate();
    }

    /** Keeps the claims of this owner from lapsing, if it has claimed anything yet. */
    void renewIfRegistered() throws SQLException {
        if (isRegistered) {
            renew();
        }
    }

    private void renew() throws SQLException {
        renew.setLong(1, owner.id());
        renew.setString(2, owner.host());
        renew.setLong(3, owner.pid());
        renew.setLong(4, clock.millis() + TIMEOUT.toMillis());
        renew.executeUpdate();
    }

    /** Ends all claims of this owner. */
    void leave() throws SQLException {
        if (isRegistered) {
            forget(owner.id());
            isRegistered = false;
        }
    }

    /** Ends all claims of an owner. */
    void forget(long id) throws SQLException {
        forget.setLong(1, id);
        forget.executeUpdate();
        forgetClaims.setLong(1, id);
        forgetClaims.executeUpdate();
    }

    private void deleteLapsed() throws SQLException {
        for (StoreOwner dead : deadOwners(connection)) {
            forget(dead.id());
        }
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM claimant WHERE until <= " + clock.millis());
            statement.executeUpdate(
                    "DELETE FROM claim WHERE owner NOT IN (SELECT owner FROM claimant)");
        }
    }

    /** Returns the owners whose process has ended for certain. */
    static List<StoreOwner> deadOwners(Connection connection) throws SQLException {
        var dead = new ArrayList<StoreOwner>();
        try (Statement statement = connection.createStatement();
                ResultSet owners =
                        statement.executeQuery("SELECT owner, host, pid FROM claimant")) {
            while (owners.next()) {
                var found =
                        new StoreOwner(owners.getLong(1), owners.getString(2), owners.getLong(3));
                if (found.isDead()) {
                    dead.add(found);
                }
            }
        }
        return dead;
    }
}
