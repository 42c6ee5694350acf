package dev.brume.logs.engine;

import java.util.Map;

/**
 * A delivery source of vended logs.
 *
 * @param name its name
 * @param resourceArn the resource
 * @param service the resource's service
 * @param logType such as {@code ACCESS_LOGS}
 * @param tags its tags
 */
public record LogsDeliverySourceRecord(
    String name, String resourceArn, String service, String logType, Map<String, String> tags) {}
