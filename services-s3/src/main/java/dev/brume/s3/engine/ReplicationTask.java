package dev.brume.s3.engine;

import java.util.List;

/**
 * The pending replication of a version or of its changes. Stored under the version's sequence; a
 * version has at most one.
 *
 * @param key the version's key
 * @param versionId the version's id
 * @param operation the change, by its name in events
 * @param ofReplica whether it is a replica itself, whose changes are replicated to its source
 * @param requestedMillis when it changed
 * @param role the ARN of the configured role at that time
 * @param targets the destinations that the rules selected at that time
 */
public record ReplicationTask(
    String key,
    String versionId,
    String operation,
    boolean ofReplica,
    long requestedMillis,
    String role,
    List<ReplicationTarget> targets) {}
