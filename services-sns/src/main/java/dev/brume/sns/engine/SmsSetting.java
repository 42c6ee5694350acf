package dev.brume.sns.engine;

/**
 * A setting of text messages.
 *
 * @param value as AWS writes it
 */
public record SmsSetting(String value) {}
