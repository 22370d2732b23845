package dev.inward.property;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Tells responses that answer as they were asked to from refusals and other noise, by groups of
 * rules such as {@code default}, {@code single_word} or {@code numeric}.
 *
 * <p>This class is thread-safe.
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
     * Takes together the rules of some groups, a rule that several of them hold only once.
     *
     * @param groups names of groups, in the order in which violations are to be listed; with none,
     *     every response is compliant
     * @return the compliance that they demand
     * @throws IllegalArgumentException if a group does not exist
     */
    public static ComplianceCheck of(List<String> groups) {
        Set<ComplianceRule> rules = new LinkedHashSet<>();
        groups.forEach(group -> rules.addAll(ComplianceGroup.named(group).rules()));
        return new ComplianceCheck(rules);
    }

    /**
     * Lists the rules that a response breaks.
     *
     * @param response the response as it came
     * @return the names of the broken rules, in the order of the groups; empty if it is compliant
     */
    public List<String> violations(String response) {
        return rules.stream()
                .filter(rule -> rule.isBrokenBy(response))
                .map(ComplianceRule::ruleName)
                .toList();
    }

    /**
     * Asks whether a response breaks no rule.
     *
     * @param response the response as it came
     * @return whether it is compliant
     */
    public boolean isCompliant(String response) {
        return rules.stream().noneMatch(rule -> rule.isBrokenBy(response));
    }
}
