package dev.brume.s3.engine;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** A multipart upload and its present parts. Reading takes no lock. */
public final class Upload {
  private final UploadRecord record;
  private final NavigableMap<Integer, UploadedPart> parts = new ConcurrentSkipListMap<>();

  Upload(UploadRecord record) {
    this.record = record;
  }

  /** Its stored form. */
  public UploadRecord record() {
    return record;
  }

  /** The parts by number. */
  public NavigableMap<Integer, UploadedPart> parts() {
    return Collections.unmodifiableNavigableMap(parts);
  }

  UploadedPart put(UploadedPart part) {
    return parts.put(part.part().number(), part);
  }
}
