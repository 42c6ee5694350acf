package dev.brume.secretsmanager.engine;

/**
 * A primary has changed, or a copy of it is to go.
 *
 * @param name the secret
 * @param arn of the primary, tells it from later ones of the name
 * @param removedFrom the region that the copy is to go from; null where copies are to be renewed
 */
public record SecretCopyTask(String name, String arn, String removedFrom) {}
