package dev.brume.s3.lifecycle;

import dev.brume.s3.api.BucketLifecycleConfiguration;
import dev.brume.s3.api.LifecycleRule;
import dev.brume.s3.configuration.ConfigurationDocument;
import java.util.List;

/**
 * A bucket's lifecycle configuration, every rule of which has an id.
 *
 * @param rules in the order in which they came
 * @param minimumObjectSize one of {@link dev.brume.s3.api.TransitionDefaultMinimumObjectSize}
 */
public record LifecycleSettings(List<LifecycleRule> rules, String minimumObjectSize) {
  private static final ConfigurationDocument<BucketLifecycleConfiguration> DOCUMENT =
      new ConfigurationDocument<>(
          BucketLifecycleConfiguration.class, BucketLifecycleConfiguration.SCHEMA);

  /**
   * The stored form: requests give the rules in their body and the size in a header.
   *
   * @param document the rules in XML
   * @param minimumObjectSize as in the settings
   */
  public record StoredRules(String document, String minimumObjectSize) {
    public LifecycleSettings settings() {
      return new LifecycleSettings(DOCUMENT.read(document).rules(), minimumObjectSize);
    }
  }

  public StoredRules stored() {
    return new StoredRules(
        DOCUMENT.write(new BucketLifecycleConfiguration(rules)), minimumObjectSize);
  }
}
