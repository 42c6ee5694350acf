package dev.brume.ssm.engine;

/**
 * A setting of Systems Manager that an account has changed.
 *
 * @param modifiedMillis when
 * @param user the ARN of who did
 */
public record ServiceSettingRecord(String value, long modifiedMillis, String user) {}
