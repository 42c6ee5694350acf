package dev.brume.core.state;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * The store's reference to the state of a service in a scope: weak while the state is empty, so
 * that lookups of absent state leave nothing behind.
 */
final class ScopeReference extends WeakReference<ScopeState> {
  private final InMemoryStore.Part key;
  private volatile ScopeState held;

  ScopeReference(ScopeState state, ReferenceQueue<ScopeState> unused) {
    super(state, unused);
    key = state.key();
  }

  InMemoryStore.Part key() {
    return key;
  }

  boolean isHeld() {
    return held != null;
  }

  void hold(ScopeState state) {
    held = state;
  }
}
