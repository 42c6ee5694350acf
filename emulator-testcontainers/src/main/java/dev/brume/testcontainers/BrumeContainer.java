package dev.brume.testcontainers;

import java.net.URI;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * Brume in a container: {@code new BrumeContainer()}, or with another image. After the start it has
 * {@link #getEndpoint}; any credentials and regions are accepted. In a JVM test {@code
 * dev.brume:emulator-junit5} does the same without Docker.
 */
public class BrumeContainer extends GenericContainer<BrumeContainer> {
  /** The default image. */
  public static final String DEFAULT_IMAGE = "brume:latest";

  /** The port inside the container, for HTTP and HTTPS. */
  public static final int PORT = 4566;

  /** Uses {@link #DEFAULT_IMAGE}. */
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

  /** Only offers these services, such as {@code s3} and {@code sqs}. */
  public BrumeContainer withServices(String... services) {
    return withEnv("SERVICES", String.join(",", services));
  }

  /** Sets a variable of docs/configuration.md. */
  public BrumeContainer withSetting(String name, String value) {
    return withEnv(name, value);
  }

  /** The address for clients outside of the container, such as {@code http://localhost:32768}. */
  public URI getEndpoint() {
    return URI.create("http://" + getHost() + ":" + getMappedPort(PORT));
  }

  /** The default region of clients. */
  public String getRegion() {
    return "us-east-1";
  }

  /** The access key for clients; any is accepted, and 12 digits select an account. */
  public String getAccessKey() {
    return "test";
  }

  /** The secret key for clients; any is accepted. */
  public String getSecretKey() {
    return "test";
  }
}
