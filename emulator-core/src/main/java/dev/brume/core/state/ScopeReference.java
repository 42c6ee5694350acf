package dev.brume.core.state;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * How the store knows the state of a service in a scope: weakly as long as nothing has been put
 * into it, so that looking for what isn't there leaves nothing behind.
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
