/**
 * What tests of services need, written once: a {@link dev.brume.testkit.TestServer} runs services
 * behind a whole gateway, without sockets and in virtual time; a {@link
 * dev.brume.testkit.WireClient} calls their operations by name in any protocol; a {@link
 * dev.brume.testkit.TestEnvironment} is what an engine needs without a gateway.
 */
package dev.brume.testkit;
