package dev.brume.sns.engine;

import java.util.Map;

/**
 * A requested subscription.
 *
 * @param protocol such as {@code sqs}
 * @param endpoint the endpoint, in the protocol's format
 * @param owner the subscriber's account
 * @param principal the subscriber, as an ARN
 * @param attributes checked, by AWS's names
 */
public record NewSubscription(
    String protocol,
    String endpoint,
    String owner,
    String principal,
    Map<String, String> attributes) {}
