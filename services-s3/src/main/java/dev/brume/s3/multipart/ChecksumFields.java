package dev.brume.s3.multipart;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.Struct;
import dev.brume.s3.engine.Checksum;
import java.util.EnumMap;
import java.util.Map;

/** Reads and writes the members of a structure that hold checksums, one per algorithm, by name. */
public final class ChecksumFields {
  private final Map<ChecksumAlgorithm, Integer> indexes = new EnumMap<>(ChecksumAlgorithm.class);

  /** The index of the checksum's type; -1 if the structure has none. */
  private final int type;

  /**
   * @param schema the schema of the structure
   */
  public ChecksumFields(Schema schema) {
    int found = -1;
    for (Member member : schema.members()) {
      if (member.name().equals("ChecksumType")) {
        found = member.index();
      }
      for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
        if (member.name().equals("Checksum" + algorithm)) {
          indexes.put(algorithm, member.index());
        }
      }
    }
    type = found;
  }

  /** The value of {@code algorithm} in {@code struct}, or null. */
  String get(Struct struct, ChecksumAlgorithm algorithm) {
    return (String) struct.get(indexes.get(algorithm));
  }

  /** The first checksum in {@code struct}, or null if there is none. */
  Checksum any(Struct struct) {
    for (ChecksumAlgorithm algorithm : indexes.keySet()) {
      String value = get(struct, algorithm);
      if (value != null) {
        return new Checksum(algorithm.name(), value);
      }
    }
    return null;
  }

  /** {@code struct} with {@code checksum}, which may be null. */
  @SuppressWarnings("unchecked") // A structure creates structures of its own kind.
  public <S extends Struct> S with(S struct, Checksum checksum) {
    if (checksum == null) {
      return struct;
    }
    Object[] values = values(struct);
    values[indexes.get(ChecksumAlgorithm.named(checksum.algorithm()))] = checksum.value();
    return (S) struct.create(values);
  }

  /** {@code struct} without a checksum, and without its type. */
  @SuppressWarnings("unchecked") // A structure creates structures of its own kind.
  <S extends Struct> S without(S struct) {
    Object[] values = values(struct);
    indexes.values().forEach(index -> values[index] = null);
    if (type >= 0) {
      values[type] = null;
    }
    return (S) struct.create(values);
  }

  private static Object[] values(Struct struct) {
    Object[] values = new Object[struct.schema().memberCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = struct.get(i);
    }
    return values;
  }
}
