package dev.brume.testcontainers;

import java.net.URI;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * Brume in a container: {@code new BrumeContainer()}, or with an image of another name. Started, it
 * has {@link #getEndpoint}; any credentials and regions are accepted. In a test on the JVM {@code
 * dev.brume:emulator-junit5} does the same without Docker.
 */
public class BrumeContainer extends GenericContainer<BrumeContainer> {
  /** The image unless another is given. */
  public static final String DEFAULT_IMAGE = "brume:latest";

  /** Where it listens inside, for HTTP and HTTPS. */
  public static final int PORT = 4566;

  /** Takes {@link #DEFAULT_IMAGE}. */
  public BrumeContainer() {
    this(DockerImageName.parse(DEFAULT_IMAGE));
  }

  /**
   * @param image such as {@code registry.example/brume:5.0.0}
   */
  public BrumeContainer(String image) {
    this(DockerImageName.parse(image));
  }

  /**
   * @param image such as {@code registry.example/brume:5.0.0}
   */
  public BrumeContainer(DockerImageName image) {
    super(image);
    addExposedPort(PORT);
    waitingFor(Wait.forLogMessage(".*Ready\\.\\n", 1));
  }

  /** Offers these services alone, such as {@code s3} and {@code sqs}. */
  public BrumeContainer withServices(String... services) {
    return withEnv("SERVICES", String.join(",", services));
  }

  /** Sets one of the variables of docs/configuration.md. */
  public BrumeContainer withSetting(String name, String value) {
    return withEnv(name, value);
  }

  /** The address for clients outside of the container, such as {@code http://localhost:32768}. */
  public URI getEndpoint() {
    return URI.create("http://" + getHost() + ":" + getMappedPort(PORT));
  }

  /** The region of clients that have no reason for another one. */
  public String getRegion() {
    return "us-east-1";
  }

  /** Any is accepted; 12 digits are an account. */
  public String getAccessKey() {
    return "test";
  }

  /** Any is accepted. */
  public String getSecretKey() {
    return "test";
  }
}
