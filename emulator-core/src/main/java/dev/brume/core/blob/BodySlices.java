package dev.brume.core.blob;

import dev.brume.core.schema.FileStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parts of bodies that are read one after the other. Their files stay until they have been read;
 * one is open at a time. The first is opened at the start, so that a response that can't be
 * completed is not begun. Short files that are read completely are verified when they are opened;
 * long ones only if the store verifies all reads.
 */
final class BodySlices implements FileStream.Pieces {
  private static final Logger LOG = LoggerFactory.getLogger(BodySlices.class);

  /** Reading and verifying this many bytes costs little compared to a response. */
  static final int SHORT_BYTES = 128 * 1024;

  private final Deque<Slice> left = new ArrayDeque<>(1);
  private BodyFile file;
  private FileStream.Piece piece;
  private boolean isNew;

  /** Files to verify before anything is sent. */
  private List<BodyFile> unverified = List.of();

  private record Slice(StoredBody body, long offset, long length) {
    boolean isWholeFile() {
      return body.file() != null && length == body.length();
    }

    boolean awaitsVerification() {
      return isWholeFile() && length > SHORT_BYTES && body.file().isVerified();
    }
  }

  private BodySlices() {}

  /**
   * The range from {@code offset} of the concatenated {@code bodies}.
   *
   * @throws BodyStoreException if the first can't be opened, or one is deleted already
   */
  static BodySlices of(List<StoredBody> bodies, long offset, long length) {
    long total = 0;
    for (StoredBody body : bodies) {
      total += body.length();
    }
    Objects.checkFromIndexSize(offset, length, total);
    BodySlices slices = new BodySlices();
    try {
      long start = 0;
      for (StoredBody body : bodies) {
        long from = Math.max(offset, start);
        long to = Math.min(offset + length, start + body.length());
        if (from < to) {
          slices.add(new Slice(body, from - start, to - from));
        }
        start += body.length();
      }
      slices.next();
      slices.isNew = true;
    } catch (RuntimeException e) {
      slices.close();
      throw e;
    }
    return slices;
  }

  private void add(Slice slice) {
    if (slice.body.file() != null) {
      slice.body.file().pin();
    }
    left.add(slice);
    if (slice.awaitsVerification()) {
      unverified = unverified.isEmpty() ? new ArrayList<>(1) : unverified;
      unverified.add(slice.body.file());
    }
  }

  @Override
  public boolean awaitsVerification() {
    return !unverified.isEmpty();
  }

  @Override
  public void verify() {
    unverified.forEach(BodyFile::verify);
    unverified = List.of();
  }

  @Override
  public FileStream.Piece next() {
    if (isNew) {
      isNew = false;
      return piece;
    }
    closePiece();
    Slice slice = left.poll();
    if (slice == null) {
      return null;
    }
    file = slice.body.file();
    if (file == null) {
      piece =
          new FileStream.Bytes(
              ByteBuffer.wrap(slice.body.bytes(), (int) slice.offset, (int) slice.length));
      return piece;
    }
    boolean verifies = slice.length <= SHORT_BYTES && slice.isWholeFile();
    piece =
        new FileStream.Region(
            verifies ? file.openVerified() : file.open(), slice.offset, slice.length);
    return piece;
  }

  private void closePiece() {
    if (piece instanceof FileStream.Region region) {
      try {
        region.channel().close();
      } catch (IOException e) {
        LOG.warn("A body's file can't be closed: {}", e.toString());
      }
    }
    piece = null;
    if (file != null) {
      file.unpin();
      file = null;
    }
  }

  @Override
  public void close() {
    isNew = false;
    closePiece();
    for (Slice slice = left.poll(); slice != null; slice = left.poll()) {
      if (slice.body.file() != null) {
        slice.body.file().unpin();
      }
    }
  }
}
