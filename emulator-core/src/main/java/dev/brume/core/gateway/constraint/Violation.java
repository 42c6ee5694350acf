package dev.brume.core.gateway.constraint;

/**
 * A value that violates a constraint of the model.
 *
 * @param path its position as AWS writes it: {@code entries.1.member.id}
 * @param member the model's name of the last member on the path
 * @param missing whether a required member is absent
 * @param text AWS's sentence: {@code Value '…' at '…' failed to satisfy constraint: Member must …}
 */
public record Violation(String path, String member, boolean missing, String text) {}
