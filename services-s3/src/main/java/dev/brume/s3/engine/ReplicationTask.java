package dev.brume.s3.engine;

import java.util.List;

/**
 * The pending replication of a version or of its changes. Stored under the version's sequence; a
 * version has at most one.
 *
 * @param key the version's key
 * @param versionId the version's id
 * @param operation what was done to it, as events call that
 * @param ofReplica whether it is a replica itself, whose changes go back to where it came from
 * @param requestedMillis when it was done
 * @param role the ARN of the role that the configuration named then
 * @param targets the destinations that the rules selected then
 */
public record ReplicationTask(
    String key,
    String versionId,
    String operation,
    boolean ofReplica,
    long requestedMillis,
    String role,
    List<ReplicationTarget> targets) {}
