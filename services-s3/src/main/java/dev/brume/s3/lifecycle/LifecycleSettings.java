package dev.brume.s3.lifecycle;

import dev.brume.s3.api.BucketLifecycleConfiguration;
import dev.brume.s3.api.LifecycleRule;
import dev.brume.s3.configuration.ConfigurationDocument;
import java.util.List;

/**
 * A bucket's lifecycle configuration, in which every rule has an id.
 *
 * @param rules in the requested order
 * @param minimumObjectSize one of {@link dev.brume.s3.api.TransitionDefaultMinimumObjectSize}
 */
public record LifecycleSettings(List<LifecycleRule> rules, String minimumObjectSize) {
  private static final ConfigurationDocument<BucketLifecycleConfiguration> DOCUMENT =
      new ConfigurationDocument<>(
          BucketLifecycleConfiguration.class, BucketLifecycleConfiguration.SCHEMA);

  /**
   * The stored form: requests contain the rules in the body and the size in a header.
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
