package dev.brume.sns.engine;

import java.util.Map;

/**
 * What a subscriber asks for.
 *
 * @param protocol such as {@code sqs}
 * @param endpoint where messages go, as the protocol names it
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
