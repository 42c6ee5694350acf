/**
 * The test kit for services: a {@link dev.brume.testkit.TestServer} runs services behind a complete
 * gateway, without sockets and in virtual time; a {@link dev.brume.testkit.WireClient} calls their
 * operations by name in any protocol; a {@link dev.brume.testkit.TestEnvironment} is the
 * environment of an engine without a gateway.
 */
package dev.brume.testkit;
