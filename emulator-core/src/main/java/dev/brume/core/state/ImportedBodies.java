package dev.brume.core.state;

import dev.brume.core.blob.BodyLink;
import dev.brume.core.blob.BodyLinks;
import dev.brume.core.blob.BodyWriter;
import dev.brume.core.blob.SpillingBodyStore;
import dev.brume.core.blob.StoredBody;
import dev.brume.core.state.codec.ValueFormatException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * Imports the bodies of another store's file under new ids, and the entries, whose links use the
 * old ids.
 */
final class ImportedBodies implements StateFile.Loader, BodyLinks {
  private final SpillingBodyStore bodies;
  private final Map<Long, StoredBody> byFormerId = new HashMap<>();
  private final List<InMemoryStore.StoredEntry> entries = new ArrayList<>();
  private BodyWriter writer;
  private long current;

  ImportedBodies(SpillingBodyStore bodies) {
    this.bodies = bodies;
  }

  List<InMemoryStore.StoredEntry> entries() {
    return entries;
  }

  @Override
  public void body(long id, byte[] piece) {
    if (writer == null || id != current) {
      finish();
      writer = bodies.openFile();
      current = id;
    }
    writer.write(ByteBuffer.wrap(piece));
  }

  private void finish() {
    if (writer == null) {
      return;
    }
    try {
      byFormerId.put(current, writer.finish().toCompletableFuture().join());
    } catch (CompletionException e) {
      throw new StateException("A body can't be taken in: " + e.getCause().getMessage(), e);
    } finally {
      writer = null;
    }
  }

  @Override
  public void load(TableKey table, Object key, Stored value) {
    finish();
    entries.add(new InMemoryStore.StoredEntry(table, key, value));
  }

  @Override
  public StoredBody find(BodyLink link) {
    finish();
    StoredBody body = byFormerId.get(link.id());
    if (body == null || body.length() != link.length()) {
      throw new ValueFormatException(
          "it refers to a body that is not in it; it may be the file of a data directory, whose"
              + " bodies lie beside it");
    }
    if (link.checksum() != BodyLink.UNKNOWN && link.checksum() != body.link().checksum()) {
      throw new ValueFormatException("a body in it is not what was written");
    }
    return body;
  }

  /** Discards the import. */
  void discard() {
    if (writer != null) {
      writer.abort();
    }
    byFormerId.values().forEach(StoredBody::discard);
  }
}
