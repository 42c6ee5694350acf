package dev.brume.core.blob;

import java.util.concurrent.CompletableFuture;

/** The facts about stored state that a body store needs in order to delete unused files. */
public interface BodyReferences {
  /** Those of a state that is not kept and has no sections or snapshots. */
  BodyReferences PLAIN =
      new BodyReferences() {
        @Override
        public boolean mayReturn() {
          return false;
        }

        @Override
        public CompletableFuture<Void> written() {
          return CompletableFuture.completedFuture(null);
        }

        @Override
        public void awaitSections() {}
      };

  /** Whether what is removed may come back, because a snapshot holds it. */
  boolean mayReturn();

  /** Completes when all that has changed up to now is written down, where anything is. */
  CompletableFuture<Void> written();

  /**
   * Returns when every section has ended that is under way now. New ones are held up for moments
   * only, however long one lasts.
   */
  void awaitSections();
}
