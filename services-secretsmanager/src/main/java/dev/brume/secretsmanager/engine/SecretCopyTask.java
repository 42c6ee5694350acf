package dev.brume.secretsmanager.engine;

/**
 * A primary has changed, or a replica must be removed.
 *
 * @param name the secret
 * @param arn the primary's ARN, which differs from that of a later secret with the same name
 * @param removedFrom the region to remove the replica from; null to update the replicas
 */
public record SecretCopyTask(String name, String arn, String removedFrom) {}
