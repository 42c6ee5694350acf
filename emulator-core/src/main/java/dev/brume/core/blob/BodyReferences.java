package dev.brume.core.blob;

import java.util.concurrent.CompletableFuture;

/** What a body store needs to know about stored state in order to delete unused files. */
public interface BodyReferences {
  /** For state that is not persisted and has no sections or snapshots. */
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

  /** Whether removed entries may return, because a snapshot holds them. */
  boolean mayReturn();

  /** Completes when all changes so far are written, if anything is persisted. */
  CompletableFuture<Void> written();

  /**
   * Returns when every section that is running now has ended. New ones are only held up briefly,
   * however long one takes.
   */
  void awaitSections();
}
