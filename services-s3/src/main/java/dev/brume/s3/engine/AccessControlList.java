package dev.brume.s3.engine;

import java.util.List;

/**
 * The access control list of a bucket or of an object version. Absent if only the owner has grants.
 *
 * @param grants in the requested order; at most 100
 */
public record AccessControlList(List<AclGrant> grants) {}
