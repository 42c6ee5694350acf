package dev.brume.core.gateway;

/**
 * Operations that belong together: those of a class or a feature of a service, which lists its
 * groups and binds them. A new operation is a method and a line of {@link #bind} beside it.
 */
@FunctionalInterface
public interface OperationGroup {
  /** Binds the group's operations; called once, before any request. */
  void bind(Binder binder);
}
