package dev.brume.s3.engine;

import dev.brume.core.scope.Scope;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;

/** The settings of an account that apply in all regions of a partition. */
public final class S3Account implements AutoCloseable {
  private final Table<String, PublicAccessBlock> blocks;
  private volatile PublicAccessBlock block;

  private S3Account(Tables tables) {
    blocks = tables.table(S3Tables.ACCOUNT_BLOCK, S3Tables.REGION);
    block = blocks.get(ConfigurationKind.ONLY);
  }

  /** The store's specification for creating accounts. */
  public static RootSpec<S3Account> spec() {
    return new RootSpec<>(S3Tables.SERVICE, false, (scope, tables) -> new S3Account(tables))
        .of(Scope.Level.ACCOUNT);
  }

  /** The public access block of the account; null if it is not set. */
  public PublicAccessBlock publicAccessBlock() {
    return block;
  }

  /** Sets the public access block; null removes it. */
  public synchronized void setPublicAccessBlock(PublicAccessBlock changed) {
    if (changed == null) {
      blocks.remove(ConfigurationKind.ONLY);
    } else {
      blocks.put(ConfigurationKind.ONLY, changed);
    }
    block = changed;
  }

  @Override
  public void close() {}
}
