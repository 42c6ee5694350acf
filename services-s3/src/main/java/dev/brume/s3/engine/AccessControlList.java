package dev.brume.s3.engine;

import java.util.List;

/**
 * The access control list of a bucket or of an object version. There is none where only the owner
 * is granted anything.
 *
 * @param grants in the order in which they were given; at most 100
 */
public record AccessControlList(List<AclGrant> grants) {}
