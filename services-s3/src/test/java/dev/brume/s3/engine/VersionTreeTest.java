package dev.brume.s3.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A key's versions are found and changed in the logarithm of their number, and are always newest
 * first. Source of truth: the contract of {@link KeyVersions}, which is this project's own; the
 * order is that of https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html.
 */
class VersionTreeTest {
  private static final int MANY = 100_000;

  /** 2.9 times the binary logarithm of {@link #MANY} is 48. */
  private static final int MOST_STEPS = 48;

  private static ObjectVersion version(long sequence, String owner) {
    return ObjectVersion.of("key", owner).place("id" + sequence, sequence, sequence).build();
  }

  private static KeyVersions many() {
    KeyVersions versions = null;
    for (long sequence = 1; sequence <= MANY; sequence++) {
      versions = VersionStack.with(versions, version(sequence, "owner"));
    }
    return versions;
  }

  private static int steps(KeyVersions versions) {
    return ((VersionTree) versions).depth();
  }

  @Test
  void deletingTheOldestOfVeryManyTakesFewStepsEach() {
    KeyVersions all = many();
    assertThat(steps(all)).isLessThanOrEqualTo(MOST_STEPS);
    KeyVersions left = all;
    for (long sequence = 1; sequence <= 1000; sequence++) {
      left = VersionStack.without(left, left.find("id" + sequence));
      assertThat(left.count()).isEqualTo((int) (MANY - sequence));
    }
    assertThat(steps(left)).isLessThanOrEqualTo(MOST_STEPS);
    assertThat(left.find("id1000")).isNull();
    assertThat(left.indexOf("id1000")).isEqualTo(-1);
    assertThat(left.at(left.count() - 1).versionId()).isEqualTo("id1001");
    assertThat(left.indexOf("id1001")).isEqualTo(left.count() - 1);
    assertThat(left.latest().sequence()).isEqualTo(MANY);
    // Who reads the former list still sees all of it.
    assertThat(all.count()).isEqualTo(MANY);
    assertThat(all.find("id1").sequence()).isEqualTo(1);
  }

  @Test
  void isAsAPlainListWhateverHappens() {
    Random random = new Random(1);
    List<ObjectVersion> plain = new ArrayList<>();
    KeyVersions versions = null;
    for (int step = 0; step < 4000; step++) {
      // The number goes up and down across the one from which on there is a tree.
      boolean grows = step / 200 % 2 == 0 ? random.nextInt(3) > 0 : random.nextInt(3) == 0;
      if (plain.isEmpty() || grows) {
        ObjectVersion added = version((long) random.nextInt(100_000) * 5000 + step, "first");
        plain.add(added);
        plain.sort(Comparator.comparingLong(ObjectVersion::sequence).reversed());
        versions = VersionStack.with(versions, added);
      } else if (random.nextInt(4) == 0) {
        int place = random.nextInt(plain.size());
        ObjectVersion changed = version(plain.get(place).sequence(), "second" + step);
        versions = VersionStack.replaced(versions, plain.get(place), changed);
        plain.set(place, changed);
      } else {
        versions = VersionStack.without(versions, plain.remove(random.nextInt(plain.size())));
      }
      assertSame(versions, plain);
    }
  }

  private static void assertSame(KeyVersions versions, List<ObjectVersion> plain) {
    if (versions == null) {
      assertThat(plain).isEmpty();
      return;
    }
    assertThat(versions.count()).isEqualTo(plain.size());
    for (int i = 0; i < plain.size(); i++) {
      ObjectVersion expected = plain.get(i);
      assertThat(versions.at(i)).isSameAs(expected);
      assertThat(versions.find(expected.versionId())).isSameAs(expected);
      assertThat(versions.indexOf(expected.versionId())).isEqualTo(i);
    }
  }
}
