package dev.brume.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Functions in Java, and functions whose code lies in a folder. The runtime interface client is one
 * of this test's own, which stands in the function's package as AWS's does in images.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-package.html">Deploy Java Lambda
 *     functions with .zip or JAR file archives</a>
 */
class JavaRuntimeTest {
  private static final String CLIENT =
      """
      package com.amazonaws.services.lambda.runtime.api.client;
      import java.net.URI;
      import java.net.http.*;
      public class AWSLambda {
        public static void main(String[] handler) throws Exception {
          String api = "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API")
              + "/2018-06-01/runtime/invocation/";
          HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
          while (true) {
            var next = http.send(HttpRequest.newBuilder(URI.create(api + "next")).build(),
                HttpResponse.BodyHandlers.ofString());
            String id = next.headers().firstValue("Lambda-Runtime-Aws-Request-Id").get();
            System.out.println("printed");
            http.send(HttpRequest.newBuilder(URI.create(api + id + "/response"))
                .POST(HttpRequest.BodyPublishers.ofString(
                    "[\\"" + handler[0] + "\\"," + next.body() + "]")).build(),
                HttpResponse.BodyHandlers.ofString());
          }
        }
      }
      """;

  private final LambdaTestServer test =
      new LambdaTestServer(Executors.newVirtualThreadPerTaskExecutor());

  @TempDir Path folder;

  @AfterEach
  void end() {
    test.close();
  }

  private byte[] client() throws IOException {
    JavaFileObject source =
        new SimpleJavaFileObject(
            URI.create("string:///AWSLambda.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return CLIENT;
          }
        };
    ToolProvider.getSystemJavaCompiler()
        .getTask(null, null, null, List.of("-d", folder.toString()), null, List.of(source))
        .call();
    String name = "com/amazonaws/services/lambda/runtime/api/client/AWSLambda.class";
    return zip(name, Files.readAllBytes(folder.resolve(name)));
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  private String invoke(String name) {
    return test.call("Invoke", Map.of("FunctionName", name)).text();
  }

  @Test
  void javaRunsByTheRuntimeInterfaceClient() throws IOException {
    byte[] code = zip("lib/aws-lambda-java-runtime-interface-client-0.jar", client());
    test.create(
        "f",
        "Runtime",
        "java21",
        "Handler",
        "a.B::c",
        "Timeout",
        30,
        "Code",
        Map.of("ZipFile", LambdaTestServer.base64(code)));
    assertThat(invoke("f")).isEqualTo("[\"a.B::c\",{}]");
  }

  /** What is not there is told at the call, and not when the function is made. */
  @Test
  void whatIsMissingIsNamed() {
    test.create("r", "Runtime", "ruby3.4");
    assertThat(invoke("r")).contains("Runtime.InvalidEntrypoint", "ruby3.4", "provided.al2023");
  }

  /** The bucket {@code hot-reload} is LocalStack's convention; AWS has nothing like it. */
  @Test
  void codeInAFolderIsRunAsItIs() throws IOException {
    Path file = folder.resolve("index.py");
    Files.writeString(file, "def handler(event, context): return 1", StandardCharsets.UTF_8);
    test.create("f", "Code", Map.of("S3Bucket", "hot-reload", "S3Key", folder.toString()));
    assertThat(invoke("f")).isEqualTo("1");
    Files.writeString(file, "def handler(event, context): return 20", StandardCharsets.UTF_8);
    Files.setLastModifiedTime(file, FileTime.fromMillis(4_000_000_000_000L));
    assertThat(invoke("f")).isEqualTo("20");
    test.call(
            "CreateFunction",
            LambdaTestServer.input(
                "g", "Code", Map.of("S3Bucket", "hot-reload", "S3Key", folder + "/none")))
        .isError(400, "InvalidParameterValueException");
  }
}
