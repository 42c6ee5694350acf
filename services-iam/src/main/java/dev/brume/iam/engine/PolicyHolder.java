package dev.brume.iam.engine;

/**
 * An entity with identity-based policies: a user, a group or a role.
 *
 * @param <T> the record itself
 */
public interface PolicyHolder<T> extends Entity {
  /** The policies. */
  Permissions permissions();

  /** The same with other policies. */
  T withPermissions(Permissions changed);
}
