package dev.brume.iam.engine;

/**
 * A user, a group or a role: what identity-based policies are attached to.
 *
 * @param <T> the record itself
 */
public interface PolicyHolder<T> extends Entity {
  /** The policies. */
  Permissions permissions();

  /** The same with other policies. */
  T withPermissions(Permissions changed);
}
