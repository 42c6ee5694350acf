package dev.brume.kinesis.engine;

/**
 * Whether and where the failures of a channel are logged.
 *
 * @param enabled whether they are
 * @param group the log group
 * @param stream the log stream
 */
public record ChannelLogging(boolean enabled, String group, String stream) {}
