package dev.brume.core.state;

import dev.brume.core.blob.SpillingBodyStore;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.InMemoryStore.Part;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the state of a service in a scope, creates it on first use, and knows in which scopes a
 * service, or one account of it, has state.
 */
final class ScopeStates {
  private static final Comparator<Part> ORDER =
      Comparator.comparing(Part::service).thenComparing(Part::scope);

  private final History history;
  private final Journal journal;
  private final SpillingBodyStore bodies;
  private final Map<Part, ScopeReference> states = new ConcurrentHashMap<>();

  /** The keys of {@link #states} in order; changed while the key's entry there is locked. */
  private final NavigableSet<Part> ordered = new ConcurrentSkipListSet<>(ORDER);

  private final ReferenceQueue<ScopeState> unused = new ReferenceQueue<>();

  /**
   * @param journal null if nothing is persisted
   */
  ScopeStates(History history, Journal journal, SpillingBodyStore bodies) {
    this.history = history;
    this.journal = journal;
    this.bodies = bodies;
  }

  /** The state of a service in a scope; an empty one is kept only by the caller's reference. */
  ScopeState get(Part key) {
    ScopeReference reference = states.get(key);
    ScopeState state = reference == null ? null : reference.get();
    return state != null ? state : create(key);
  }

  private ScopeState create(Part key) {
    for (Reference<?> each = unused.poll(); each != null; each = unused.poll()) {
      remove((ScopeReference) each);
    }
    ScopeState[] state = new ScopeState[1];
    states.compute(
        key,
        (same, known) -> {
          state[0] = known == null ? null : known.get();
          if (state[0] != null) {
            return known;
          }
          ordered.add(key);
          state[0] = new ScopeState(key, history, journal, bodies, unused);
          return state[0].reference();
        });
    return state[0];
  }

  private void remove(ScopeReference reference) {
    states.computeIfPresent(
        reference.key(),
        (key, known) -> {
          if (known != reference) {
            return known;
          }
          ordered.remove(key);
          return null;
        });
  }

  /** Removes the state of a service in a scope. */
  void remove(Part key) {
    states.computeIfPresent(
        key,
        (same, known) -> {
          ordered.remove(same);
          return null;
        });
  }

  /** The number of states in memory, including empty ones that were looked up. */
  int size() {
    return states.size();
  }

  /** All states in memory: those that hold entries and those that are referenced. */
  Stream<ScopeState> live() {
    return states.values().stream().map(ScopeReference::get).filter(Objects::nonNull);
  }

  /** The states that hold entries, or have since the start or the last reset. */
  Stream<ScopeState> held() {
    return live().filter(state -> state.reference().isHeld());
  }

  /** Whether a service holds entries in a scope, or has since the start. */
  boolean isHeld(Part key) {
    ScopeReference reference = states.get(key);
    return reference != null && reference.isHeld();
  }

  /** The scopes of a level in which a service holds entries. */
  Set<Scope> scopes(String service, Scope.Level level) {
    return held()
        .map(ScopeState::key)
        .filter(part -> part.service().equals(service) && part.scope().level() == level)
        .map(Part::scope)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The regions in which an account has entries of a service, in order. */
  Set<Scope> regionsOf(String service, String account) {
    Part first = new Part(service, new Scope(account, ""));
    Part end = new Part(service, new Scope(account, Character.toString(Character.MAX_VALUE)));
    return ordered.subSet(first, end).stream()
        .filter(part -> part.scope().level() == Scope.Level.REGION && isHeld(part))
        .map(Part::scope)
        .collect(Collectors.toUnmodifiableSet());
  }
}
