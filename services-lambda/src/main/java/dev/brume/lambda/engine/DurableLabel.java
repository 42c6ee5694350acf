package dev.brume.lambda.engine;

/**
 * Which operation of a durable execution something is about.
 *
 * @param id unique within the execution
 * @param parentId the context that it belongs to; null at the top
 * @param name null where it has none
 * @param type such as {@code STEP}
 * @param subType the SDK's own word; null where it has none
 */
public record DurableLabel(String id, String parentId, String name, String type, String subType) {}
