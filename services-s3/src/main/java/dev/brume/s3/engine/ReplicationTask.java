package dev.brume.s3.engine;

import java.util.List;

/**
 * A version, or what has changed of it, that is still to be brought to its destinations. It is kept
 * under the sequence of the version, of which there is one task at most.
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
