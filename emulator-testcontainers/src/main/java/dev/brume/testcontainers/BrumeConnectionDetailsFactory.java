package dev.brume.testcontainers;

import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import java.net.URI;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;

/**
 * Connects the clients of Spring Cloud AWS (3.2 or newer) to a {@link BrumeContainer} that is
 * annotated with Spring Boot's {@code @ServiceConnection}. Spring finds it by {@code
 * META-INF/spring.factories}; without Spring it is never loaded.
 */
final class BrumeConnectionDetailsFactory
    extends ContainerConnectionDetailsFactory<BrumeContainer, AwsConnectionDetails> {
  /** Spring makes it. */
  BrumeConnectionDetailsFactory() {}

  @Override
  protected AwsConnectionDetails getContainerConnectionDetails(
      ContainerConnectionSource<BrumeContainer> source) {
    return new BrumeConnectionDetails(source);
  }

  private static final class BrumeConnectionDetails
      extends ContainerConnectionDetails<BrumeContainer> implements AwsConnectionDetails {
    private BrumeConnectionDetails(ContainerConnectionSource<BrumeContainer> source) {
      super(source);
    }

    @Override
    public URI getEndpoint() {
      return getContainer().getEndpoint();
    }

    @Override
    public String getRegion() {
      return getContainer().getRegion();
    }

    @Override
    public String getAccessKey() {
      return getContainer().getAccessKey();
    }

    @Override
    public String getSecretKey() {
      return getContainer().getSecretKey();
    }
  }
}
