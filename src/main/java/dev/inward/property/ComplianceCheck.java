package dev.inward.property;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A check that a response answers as instructed and is not a refusal or an evasion. Its rules come
 * from groups such as {@code default}, {@code single_word} or {@code numeric}.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL)
public final class ComplianceCheck {

    private final Set<ComplianceRule> rules;

    private ComplianceCheck(Set<ComplianceRule> rules) {
        this.rules = rules;
    }

    /**
     * Combines the rules of some groups. A rule that several groups contain applies once.
     *
     * @param groups the names of the groups, in the order in which violations are listed; without a
     *     group, every response is compliant
     * @return the combined check
     * @throws IllegalArgumentException if a group does not exist; the message contains the nearest
     *     name
     */
    public static ComplianceCheck of(List<String> groups) {
        Set<ComplianceRule> rules = new LinkedHashSet<>();
        groups.forEach(group -> rules.addAll(ComplianceGroup.named(group).rules()));
        return new ComplianceCheck(rules);
    }

    /**
     * Returns the rules that a response breaks.
     *
     * @param response the raw response
     * @return the names of the broken rules, in the order of the groups; empty if the response is
     *     compliant
     */
    public List<String> violations(String response) {
        return rules.stream()
                .filter(rule -> rule.isBrokenBy(response))
                .map(ComplianceRule::ruleName)
                .toList();
    }

    /**
     * Checks whether a response breaks no rule.
     *
     * @param response the raw response
     * @return whether the response is compliant
     */
    public boolean isCompliant(String response) {
        return rules.stream().noneMatch(rule -> rule.isBrokenBy(response));
    }
}
